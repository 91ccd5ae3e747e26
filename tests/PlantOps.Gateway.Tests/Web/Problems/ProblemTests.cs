using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Web.Problems;

public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/time", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/devices/register", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("GET", "/api/v1/devices", HttpStatusCode.Unauthorized)]
    public async Task Send_WhatCannotBeAnswered_GetsAProblem(string method, string path, HttpStatusCode status)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST") request.Content = new StringContent("x=1");

        using var answer = await client.SendAsync(request, Token);

        await AssertProblem(answer, status);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-charset")]
    [InlineData("\"utf-7\"")]
    public async Task Send_JsonInACharsetThatIsNotKnown_GetsAProblem(string charset)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        using var answer = await PostJson(client, charset);

        await AssertProblem(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("\"UTF-8\"")]
    [InlineData("us-ascii")]
    public async Task Send_JsonInACharsetThatIsKnown_IsRead(string charset)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        using var answer = await PostJson(client, charset);

        await AssertProblem(answer, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Send_WhileTheStoreFails_GetsAProblemThatSaysWhyAndMayTryAgain()
    {
        await using var gateway =
            await GatewayHost.StartedAsync(substitute: services => services.AddSingleton<IDeviceStore, FullDisk>());
        var code = gateway.Services.GetRequiredService<EnrolmentCodes>().Create("Fern").Code.ToString();
        using var client = gateway.Https();
        using var body = new StringContent(
            $$"""{"code":"{{code}}","hardware_id":"AA"}""", System.Text.Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync("/api/devices/register", body, Token);

        var problem = await AssertProblem(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("The disk is full.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Send_WhatRunsIntoABug_GetsAProblemWithoutItsInsides()
    {
        await using var gateway =
            await GatewayHost.StartedAsync(substitute: services => services.AddSingleton<IReadingStore, Buggy>());
        gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA", null, null, []), "password", null);
        using var client = gateway.SignedIn();

        using var answer = await client.GetAsync("/api/v1/devices", Token);

        var problem = await AssertProblem(answer, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("insides", problem.ToString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostJson(HttpClient client, string charset)
    {
        var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=" + charset);
        return client.PostAsync("/api/devices/register", body, Token);
    }

    private static async Task<JsonElement> AssertProblem(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(answer.Headers.GetValues("X-Correlation-ID").Single(), problem.GetProperty("correlation_id").GetString());
        return problem;
    }

    private sealed class FullDisk : IDeviceStore
    {
        public IReadOnlyList<Device> Load() => [];

        public Admission Admit(Device device, string? usedEnrolment) => throw new StoreUnavailableException("The disk is full.");

        public DeviceChange Change(IReadOnlyList<int> numbers, Func<Device, Device?> rule, string? usedEnrolment) =>
            throw new StoreUnavailableException("The disk is full.");
    }

    private sealed class Buggy : IReadingStore
    {
        public AppendResult Append(ReadingGroup group) => default;

        public void Read(StreamId stream, long from, long to, int limit, List<Reading> into) =>
            throw new InvalidOperationException("insides");

        public Reading? Latest(StreamId stream) => throw new InvalidOperationException("insides");

        public IReadOnlyList<long> Days(StreamId stream) => throw new NotSupportedException();

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];
    }
}
