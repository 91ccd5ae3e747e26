using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Enrolment;

public sealed class RegistrationApiTests : IAsyncLifetime
{
    private readonly WaitingTime _time = new();
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync(_time);
        _client = _gateway.Https();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Register_WithAGoodCode_TellsTheDeviceAllItNeeds()
    {
        using var response = await Register(Code("Fern on the sill"), "AA:BB:CC");
        var answer = await Body(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = answer.GetProperty("device_id").GetString()!;
        Assert.Equal($"/api/v1/devices/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal("localhost", answer.GetProperty("mqtt_host").GetString());
        Assert.Equal(id, answer.GetProperty("mqtt_username").GetString());
        Assert.Equal($"devices/{id}/telemetry", answer.GetProperty("telemetry_topic").GetString());
        Assert.Equal($"devices/{id}/heartbeat", answer.GetProperty("heartbeat_topic").GetString());
        Assert.Equal(60, answer.GetProperty("interval_s").GetInt32());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), answer.GetProperty("server_time").GetInt64());
        Assert.Equal(Authority.Pem, answer.GetProperty("ca_pem").GetString());
        var password = Encoding.UTF8.GetBytes(answer.GetProperty("mqtt_password").GetString()!);
        var device = _gateway.Services.GetRequiredService<DeviceRegistry>().Authenticate(id, password);
        Assert.Equal("Fern on the sill", device?.Name);
    }

    [Fact]
    public async Task Register_WithANameOfItsOwn_IsCalledThat()
    {
        using var response = await _client.PostAsJsonAsync(
            "/api/devices/register", new { code = Code("Fern"), hardware_id = "AA", name = "Kitchen fern" }, Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("Kitchen fern", Assert.Single(_gateway.Services.GetRequiredService<DeviceRegistry>().All).Name);
    }

    [Fact]
    public async Task Register_AsPeopleTypeTheCode_IsAccepted()
    {
        using var response = await Register(Code().ToLowerInvariant().Replace('-', ' '), "AA");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Register_WithAWrongUsedOrExpiredCode_AnswersTheSame()
    {
        var used = Code();
        (await Register(used, "AA")).Dispose();
        var expired = Code();
        _time.Advance(TimeSpan.FromMinutes(15));
        var mistyped = string.Concat(used[0] == '0' ? "1" : "0", used.AsSpan(1));

        var answers = new List<string>();
        foreach (var code in new[] { WrongCode(), mistyped, used, expired, "rubbish" })
        {
            using var response = await Waited(Register(code, "BB"));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            var problem = await Body(response);
            Assert.Equal("code_not_accepted", problem.GetProperty("code").GetString());
            answers.Add($"{problem.GetProperty("title")} {problem.GetProperty("detail")}");
        }

        Assert.Single(answers.Distinct());
        Assert.Single(_gateway.Services.GetRequiredService<DeviceRegistry>().All);
    }

    [Fact]
    public async Task Register_ShortlyBeforeTheCodeExpires_IsAccepted()
    {
        var code = Code();
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));

        using var response = await Register(code, "AA");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Register_WithOneCodeManyTimesAtOnce_LetsOneIn()
    {
        var code = Code();
        var asked = Enumerable.Range(0, 6).Select(i => Register(code, $"hardware-{i}")).ToList();
        for (var i = 0; i < asked.Count - 1; i++) _time.Advance(await _time.NextWait());

        var answers = await Task.WhenAll(asked);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Single(_gateway.Services.GetRequiredService<DeviceRegistry>().All);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Register_AfterTooManyWrongCodes_TurnsTheNextAwayAndAcceptsAGoodOne()
    {
        for (var i = 0; i < ThrottleLimits.Default.FreeFailures; i++) (await Waited(Register(WrongCode(), "AA"))).Dispose();

        using var turnedAway = await Register(WrongCode(), "AA");
        using var good = await Register(Code(), "AA");

        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway.StatusCode);
        Assert.NotNull(turnedAway.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
    }

    [Fact]
    public async Task Register_WithAGoodCodeAmongAHundredWrongOnes_IsAcceptedWhileTheOthersWait()
    {
        var free = ThrottleLimits.Default.FreeFailures;
        var guesses = Enumerable.Range(0, 100).Select(_ => Register(WrongCode(), "AA")).ToList();
        List<double> delays = [0.25, 0.5, 1, 2, .. Enumerable.Repeat(4.0, free - 4)];
        while (delays.Count > 0) delays.Remove((await _time.NextWait()).TotalSeconds);

        using var good = await Register(Code(), "BB");
        var waiting = guesses.Count(guess => !guess.IsCompleted);
        _time.Advance(ThrottleLimits.Default.MaxDelay);
        var answers = await Task.WhenAll(guesses);

        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.InRange(waiting, free, 100);
        Assert.Equal(free, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
        Assert.Equal(100 - free, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Register_WrongCodesFromManyAddresses_MakesOnlySoManyWait()
    {
        var enrolment = _gateway.Services.GetRequiredService<DeviceEnrolment>();
        var asked = Enumerable.Range(0, DeviceEnrolment.MaxWaiting + 5)
            .Select(i => enrolment.Register(new() { Code = WrongCode(), HardwareId = "AA" }, $"address {i}", Token))
            .ToList();

        var waiting = asked.Where(task => !task.IsCompleted).ToList();
        var turnedAway = await Task.WhenAll(asked.Except(waiting));
        _time.Advance(ThrottleLimits.Default.MaxDelay);
        var waited = await Task.WhenAll(waiting);

        Assert.Equal((DeviceEnrolment.MaxWaiting, 5), (waited.Length, turnedAway.Length));
        Assert.All(turnedAway, result => Assert.True(result.RetryAfter > TimeSpan.Zero));
        Assert.All(waited, result => Assert.Equal(EnrolmentResult.NotAccepted, result));
    }

    [Fact]
    public async Task Register_WithoutAHardwareId_GetsOneOfItsOwn()
    {
        using var first = await _client.PostAsJsonAsync("/api/devices/register", new { code = Code() }, Token);
        using var second = await _client.PostAsJsonAsync("/api/devices/register", new { code = Code() }, Token);
        var (one, other) = (await Body(first), await Body(second));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.NotEqual(one.GetProperty("device_id").GetString(), other.GetProperty("device_id").GetString());
        Assert.NotEqual(one.GetProperty("hardware_id").GetString(), other.GetProperty("hardware_id").GetString());
        using var again = await _client.PostAsJsonAsync(
            "/api/devices/register", new { code = Code(), hardware_id = one.GetProperty("hardware_id").GetString() }, Token);
        Assert.Equal(one.GetProperty("device_id").GetString(), (await Body(again)).GetProperty("device_id").GetString());
    }

    [Theory]
    [InlineData("hardware_id", "")]
    [InlineData("hardware_id", "  ")]
    [InlineData("hardware_id", "AA\u200B")]
    [InlineData("hardware_id", "AA\u202E")]
    [InlineData("hardware_id", "\u00A0AA")]
    [InlineData("hardware_id", "\tAA")]
    [InlineData("hardware_id", " Gone:plant-1a2b3c4d")]
    [InlineData("name", "Fern\u202E")]
    [InlineData("model", "esp32\u2028")]
    public async Task Register_WithWhatCannotBeSeen_NamesTheField(string field, string text)
    {
        var request = new Dictionary<string, string> { ["code"] = Code(), ["hardware_id"] = "AA", [field] = text };
        using var refused = await _client.PostAsJsonAsync("/api/devices/register", request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(field, Assert.Single((await Body(refused)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Register_WithoutAnythingRight_NamesEveryField()
    {
        var text = new string('x', 101);
        using var response = await _client.PostAsJsonAsync(
            "/api/devices/register",
            new { hardware_id = text, name = text, model = text, firmware_version = "a\nb", sensors = new[] { "" } },
            Token);
        var problem = await Body(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", problem.GetProperty("code").GetString());
        Assert.Equal(
            ["code", "firmware_version", "hardware_id", "model", "name", "sensors"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Register_WithWhatTheDeviceHas_ShowsItAndNothingOfOneThatDoesNotSay()
    {
        var capabilities = new { heap_bytes = 64_100, psram_bytes = 0, api = 1, something_new = true };
        using var said = await _client.PostAsJsonAsync(
            "/api/devices/register", new { code = Code(), hardware_id = "AA", capabilities }, Token);
        using var silent = await Register(Code(), "BB");
        using var owner = _gateway.SignedIn();

        var shown = await owner.GetFromJsonAsync<JsonElement>(said.Headers.Location, Token);
        Assert.Equal(
            """{"heap_bytes":64100,"psram_bytes":0,"flash_bytes":null,"api":1}""",
            shown.GetProperty("capabilities").GetRawText());
        shown = await owner.GetFromJsonAsync<JsonElement>(silent.Headers.Location, Token);
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("capabilities").ValueKind);
    }

    [Fact]
    public async Task Register_WithWhatNoDeviceHas_NamesEachField()
    {
        var capabilities = new { heap_bytes = -1, psram_bytes = 1_073_741_825L, flash_bytes = long.MaxValue, api = 0 };
        using var refused = await _client.PostAsJsonAsync(
            "/api/devices/register", new { code = Code(), hardware_id = "AA", capabilities }, Token);
        var errors = (await Body(refused)).GetProperty("errors");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            ["capabilities.api", "capabilities.flash_bytes", "capabilities.heap_bytes", "capabilities.psram_bytes"],
            errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.Equal("A number of bytes from 0 to 1073741824.", errors.GetProperty("capabilities.heap_bytes")[0].GetString());
    }

    [Theory]
    [InlineData("{\"code\":\"x\",\"capabilities\":{\"heap_bytes\":1.5}}", "$.capabilities.heap_bytes")]
    [InlineData("{\"code\":\"x\",\"capabilities\":[]}", "$.capabilities")]
    [InlineData("{", "is expected.")]
    [InlineData("{\"code\":5}", "$.code")]
    public async Task Register_WithABodyThatIsNoRegistration_SaysWhere(string body, string where)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync("/api/devices/register", content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(where, (await Body(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_InTheClear_IsTheGatewaysClock()
    {
        using var http = _gateway.Http();
        var answer = JsonDocument.Parse(await http.GetStringAsync("/api/time", Token)).RootElement;

        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), answer.GetProperty("time").GetInt64());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), answer.GetProperty("server_time").GetInt64());
    }

    private string Code(string name = "Fern") =>
        _gateway.Services.GetRequiredService<EnrolmentCodes>().Create(name).Code.ToString();

    // One that is none, but no typing mistake either.
    private string WrongCode() => EnrolmentCode.Create(RandomNumberGenerator.GetBytes(5), Authority.Der).ToString();

    private CertificateAuthority Authority => _gateway.Services.GetRequiredService<ServerCertificates>().Authority;

    private Task<HttpResponseMessage> Register(string code, string hardware) => _client.PostAsJsonAsync(
        "/api/devices/register", new { code, hardware_id = hardware, model = "esp32", sensors = new[] { "dht22" } }, Token);

    private async Task<HttpResponseMessage> Waited(Task<HttpResponseMessage> asked)
    {
        _time.Advance(await _time.NextWait());
        return await asked;
    }

    private static async Task<JsonElement> Body(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
}
