using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Portal.Tests;

/// <summary>Each thing that can go wrong, as the page says it; what was typed is there again and nothing is stored.</summary>
[Collection(PortalSuite.Name)]
public sealed class SetupErrorTests(PortalFixture fixture) : IAsyncDisposable
{
    private readonly PortalDevice _device = new();

    private string Gateway => $"localhost:{fixture.Gateway.HttpsPort}";

    public ValueTask DisposeAsync() => _device.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongPassword_IsSaid_AndCanBeCorrected(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.FillInAsync("Garden strong", "basil-and-tyme", Gateway, await CodeAsync());

        await AssertProblemAsync(phone, "Wrong Wi-Fi password.", "wrong-password", "Wi-Fi password");
        Assert.True(await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Garden strong" }).IsCheckedAsync());
        Assert.Empty(await phone.Page.GetByLabel("Wi-Fi password").InputValueAsync());

        await phone.Page.GetByLabel("Wi-Fi password").FillAsync("basil-and-thyme");
        await phone.SendAsync();
        await phone.SeeAsync("Your plant sensor is set up");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NetworkNotFound_IsSaid(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.Page.GetByLabel("Name of another network").FillAsync("Gardn");
        await phone.FillInAsync("Another or hidden network", "basil-and-thyme", Gateway, await CodeAsync());
        await AssertProblemAsync(phone, "Network not found.", "network-not-found", "Name of another network");
        Assert.Equal("Gardn", await phone.Page.GetByLabel("Name of another network").InputValueAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GatewayNotFound_IsSaid_AndThePasswordNeedNotBeTypedAgain(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", "127.0.0.1:1", await CodeAsync());
        await AssertProblemAsync(phone, "Gateway not found.", "gateway-not-found", "Gateway address");
        Assert.DoesNotContain("basil-and-thyme", await phone.Page.ContentAsync(), StringComparison.Ordinal);

        await phone.Page.GetByLabel("Gateway address").FillAsync(Gateway);
        await phone.SendAsync();
        await phone.SeeAsync("Your plant sensor is set up");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CodeOfAnotherGateway_IsSaid_AndItIsToldNothing(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await using var other = await GatewayProcess.StartedAsync(Repository.Gateway);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", $"localhost:{other.HttpsPort}", await CodeAsync());
        await AssertProblemAsync(phone, "The certificate does not match the code.", "certificate", "Enrolment code");
        Assert.DoesNotContain("register", other.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CodeUsed_IsSaid(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        var code = await CodeAsync();
        using var http = fixture.Gateway.CreateHttps();
        using var taken = await http.PostAsJsonAsync(
            "/api/devices/register", new { code, hardware_id = "somebody-else" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);

        await phone.FillInAsync("Garden strong", "basil-and-thyme", Gateway, code);
        await AssertProblemAsync(phone, "The gateway does not accept the code.", "code", "Enrolment code");
        Assert.Equal(code, await phone.Page.GetByLabel("Enrolment code").InputValueAsync());
    }

    [Theory]
    [InlineData("127.0.0.1/x", "", "This is not the address of a gateway.")]
    [InlineData("", "ABC", "This is not an enrolment code.")]
    [InlineData("", "01101-10110-01ABC-DEFPQ", "The code is mistyped.")]
    public async Task Mistyped_IsSaid(string gateway, string code, string problem)
    {
        await using var phone = await StartAsync(scripts: false);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", gateway.Length > 0 ? gateway : Gateway,
            code.Length > 0 ? code : await CodeAsync());
        Assert.StartsWith(problem, await phone.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordTooShort_IsSaidAtOnce()
    {
        await using var phone = await StartAsync(scripts: false);
        await phone.FillInAsync("Garden strong", "basil", Gateway, "anything");
        await AssertProblemAsync(phone, "This cannot be a Wi-Fi password.", null, "Wi-Fi password");
    }

    [Fact]
    public async Task TooManyAttempts_IsSaid()
    {
        await using var phone = await StartAsync(scripts: true);
        await using var strict = await GatewayProcess.StartedAsync(Repository.Gateway);
        using var http = strict.CreateHttps();
        var code = await strict.AddDeviceAsync("Fern");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.PostAsJsonAsync(
            "/api/devices/register", new { code, hardware_id = "first-come" }, TestContext.Current.CancellationToken)));

        await phone.FillInAsync("Garden strong", "basil-and-thyme", $"localhost:{strict.HttpsPort}", code);
        await AssertProblemAsync(phone, "Too many attempts.", "too-many-attempts", null);
    }

    [Fact]
    public async Task FlashFull_IsSaid_AndTheCodeIsStillGood()
    {
        await using var phone = await StartAsync(scripts: false);
        var filler = Path.Combine(_device.Flash, "filler");
        await File.WriteAllBytesAsync(filler, new byte[252 * 1024], TestContext.Current.CancellationToken);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", Gateway, await CodeAsync());
        await AssertProblemAsync(phone, "The storage of this device is full.", "flash-full", null);

        File.Delete(filler);
        await phone.SendAsync();
        await phone.SeeAsync("Your plant sensor is set up");
    }

    private async Task AssertProblemAsync(Phone phone, string title, string? picture, string? label)
    {
        Assert.StartsWith(title, await phone.ProblemAsync(), StringComparison.Ordinal);
        if (picture != null) await phone.PictureAsync(picture);
        if (label != null) Assert.Equal("true", await phone.Page.GetByLabel(label).GetAttributeAsync("aria-invalid"));
        Assert.Empty(Directory.EnumerateFiles(_device.Flash, "configuration*"));
    }

    private async Task<Phone> StartAsync(bool scripts)
    {
        var phone = await fixture.PhoneAsync(scripts);
        await _device.SwitchOnAsync();
        await phone.OpenAsync(_device);
        return phone;
    }

    private Task<string> CodeAsync() => fixture.Gateway.AddDeviceAsync("Fern");
}
