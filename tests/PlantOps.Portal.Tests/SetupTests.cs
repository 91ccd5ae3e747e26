using System.Text.Json;
using Microsoft.Playwright;

namespace PlantOps.Portal.Tests;

/// <summary>A device is set up by phone and is then online at a real gateway.</summary>
[Collection(PortalSuite.Name)]
public sealed class SetupTests(PortalFixture fixture) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PortalDevice _device = new();

    private string Gateway => $"localhost:{fixture.Gateway.HttpsPort}";

    public ValueTask DisposeAsync() => _device.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SetUp_EverythingRight_TheDeviceIsOnline(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.PictureAsync("form");

        await phone.FillInAsync("Garden strong", "basil-and-thyme", Gateway, await CodeAsync(scripts));

        await phone.SeeCheckAsync();
        await phone.PictureAsync("checking");
        await phone.SeeAsync("Your plant sensor is set up");
        await phone.PictureAsync("done");
        await OnlineAsync();
        Assert.All(phone.Requests, url => Assert.StartsWith(_device.Home, url, StringComparison.Ordinal));
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SetUp_HiddenNetwork_IsJoinedByItsName(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.Page.GetByLabel("Name of another network").FillAsync("Greenhouse");
        await phone.FillInAsync("Another or hidden network", "under-glass", Gateway, await CodeAsync(scripts));
        await phone.SeeAsync("Your plant sensor is set up");
        await OnlineAsync();
    }

    [Fact]
    public async Task SetUp_NetworkNamedLikeMarkup_IsShownAndJoinedAsItIs()
    {
        await using var phone = await StartAsync(scripts: true);
        var network = phone.Page.GetByRole(AriaRole.Radio, new() { Name = "<b>Loud</b> & \"Proud\"" });
        Assert.Equal("<b>Loud</b> & \"Proud\"", await network.InputValueAsync());
        await phone.FillInAsync("<b>Loud</b> & \"Proud\"", "escape-me", Gateway, await CodeAsync(true));
        await phone.SeeAsync("Your plant sensor is set up");
        Assert.Contains("It is in the Wi-Fi <b>Loud</b> & \"Proud\"",
            await phone.Page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetUp_OpenNetwork_NeedsNoPassword()
    {
        await using var phone = await StartAsync(scripts: false);
        await phone.FillInAsync("Garden-Guest", string.Empty, Gateway, await CodeAsync(false));
        await phone.SeeAsync("Your plant sensor is set up");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SetUp_PhoneLosesTheAccessPointMeanwhile_FindsTheResultAgain(bool scripts)
    {
        await using var phone = await StartAsync(scripts);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", Gateway, await CodeAsync(scripts));
        await phone.SeeCheckAsync();
        await phone.LoseNetworkAsync(true);
        await OnlineOrDoneAsync();
        await phone.LoseNetworkAsync(false);
        if (!scripts) await phone.ComeBackAsync(_device);
        await phone.SeeAsync("Your plant sensor is set up");
    }

    [Fact]
    public async Task SwitchedOffAndOnFiveTimes_TheWifiCanBeChangedAndAllElseStays()
    {
        await using (var phone = await StartAsync(scripts: true))
        {
            await phone.FillInAsync("Garden strong", "basil-and-thyme", Gateway, await CodeAsync(true));
            await phone.SeeAsync("Your plant sensor is set up");
            await OnlineAsync();
        }

        await _device.PullPlugAsync();
        for (var i = 1; i < 5; i++)
        {
            await _device.SwitchOnAsync(until: "connected to");
            await _device.PullPlugAsync();
        }

        await using var again = await StartAsync(scripts: false);
        Assert.Equal($"https://{Gateway}", await again.Page.GetByLabel("Gateway address").InputValueAsync());
        await again.PictureAsync("change-wifi");
        await again.FillInAsync("Garden-Guest", string.Empty, $"https://{Gateway}", string.Empty);
        await again.SeeAsync("Your plant sensor is set up");
        await OnlineAsync();
        Assert.Single((await fixture.Api.GetAsync("/api/v1/devices")).EnumerateArray(), IsThisDevice);
    }

    private async Task<Phone> StartAsync(bool scripts)
    {
        var phone = await fixture.PhoneAsync(scripts);
        await _device.SwitchOnAsync();
        await phone.OpenAsync(_device);
        return phone;
    }

    private Task<string> CodeAsync(bool scripts) => fixture.Gateway.AddDeviceAsync(scripts ? "Fern" : "Ivy");

    private Task OnlineAsync() => UntilAsync(async () =>
        (await fixture.Api.GetAsync("/api/v1/devices")).EnumerateArray()
            .Any(device => IsThisDevice(device) && device.GetProperty("state").GetString() == "online"));

    // The check has ended, without anybody asking the portal: it is stored on the flash.
    private Task OnlineOrDoneAsync() => UntilAsync(() =>
        Task.FromResult(Directory.EnumerateFiles(_device.Flash, "configuration.?").Any()));

    private bool IsThisDevice(JsonElement device) => device.GetProperty("hardware_id").GetString() == _device.HardwareId;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await isSo()) await beat.WaitForNextTickAsync(deadline.Token);
    }
}
