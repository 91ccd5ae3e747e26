using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts;
using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Dashboard.Settings.SetAside;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>Messages that could not be read, as a page.</summary>
public sealed class SetAsidePageTests
{
    private const string Markup = "<script>alert(1)</script>";

    [Fact]
    public void Of_Bytes_AreShownAsTextWhereTheyAreTextAndInHexadecimalOtherwise()
    {
        var text = SetAsideRow.Of(new En(), View(text: "warm"), "Fern");
        var bytes = SetAsideRow.Of(new De(), View(hex: "00ff10"), null);

        Assert.Equal(("Fern", "warm", "Not readable", "3\u00a0bytes"), (text.Device, text.Bytes, text.Reason, text.Size));
        Assert.Equal(("plant-1", "00 ff 10", "Nicht lesbar"), (bytes.Device, bytes.Bytes, bytes.Reason));
    }

    [Theory]
    [InlineData("wärm")]
    [InlineData("wär\0m")]
    public void Of_AMessage_IsTextWithoutControlCharactersOnly(string payload)
    {
        using var gateway = new TemporaryRegistry();

        var view = SetAsideView.Of(
            new StoredSetAside(1, new SetAsideMessage(1, 5, "t", ErrorCodes.Unreadable, "d", Encoding.UTF8.GetBytes(payload))),
                gateway.Devices);

        Assert.Equal(payload.Contains('\0', StringComparison.Ordinal), view.Text is null);
        Assert.Equal(view.Text is null, view.Hex is not null);
        Assert.Null(view.DeviceId);
    }

    [Fact]
    public void Of_AMessageThatWasCutWithinACharacter_IsText()
    {
        using var gateway = new TemporaryRegistry();
        var payload = Encoding.UTF8.GetBytes(new string('x', SetAsideMessage.MaxHead - 1) + "ä")[..SetAsideMessage.MaxHead];

        var view = SetAsideView.Of(new StoredSetAside(1, new SetAsideMessage(1, 5, "t", ErrorCodes.TooLarge, "d", payload)),
            gateway.Devices);

        Assert.Equal(SetAsideMessage.MaxHead - 1, view.Text!.Length);
    }

    [Fact]
    public async Task Post_Retry_StoresWhatCanBeReadNowAndSaysWhatCameOfIt()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = SetAside(gateway, """{"temperature":21.5}""", $"{Markup} is no number");
        SetAside(gateway, Markup, "Not JSON");
        using var owner = gateway.SignedIn("owner");

        var page = await owner.GetAsync(SetAsidePage.Path);
        var tried = await owner.PostAsync(SetAsidePage.Path + "/retry");
        var after = await owner.GetAsync(tried.Location!);

        Assert.DoesNotContain(Markup, page.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Html, StringComparison.Ordinal);
        Assert.Contains("2 messages could not be read.", page.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, SetAsidePage.Path + "?read=1&left=1"), (tried.Status, tried.Location));
        Assert.Contains("1 read and stored, 1 still cannot be read.", after.Html, StringComparison.Ordinal);
        var readings = gateway.Services.GetRequiredService<IReadingStore>().Read(device.Number, 0, long.MaxValue / 1000, 10);
        Assert.Equal(21.5, Assert.Single(readings).Values[0]);
        Assert.Contains("Ben set_aside.retry", gateway.Audited());
    }

    [Fact]
    public async Task Post_RemoveAndClear_TakeAwayAndAreAudited()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        for (var i = 0; i < 3; i++) SetAside(gateway, "no", "Not JSON");
        var messages = gateway.Services.GetRequiredService<SetAsideMessages>();
        using var manager = gateway.SignedIn("device-manager");

        var removed = await manager.PostAsync($"{SetAsidePage.Path}/{messages.Read(null, 1)[0].Id}/remove");
        var left = messages.Count();
        await manager.PostAsync(SetAsidePage.Path + "/clear");

        Assert.Equal((HttpStatusCode.SeeOther, 2, 0), (removed.Status, left, messages.Count()));
        Assert.Equal(2, gateway.Audited().Count(entry => entry == "Ben set_aside.remove"));
        Assert.Contains("Every message could be read.", (await manager.GetAsync(SetAsidePage.Path)).Html,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("waters", false)]
    [InlineData("device-manager", true)]
    [InlineData("owner", true)]
    public async Task Get_Settings_ShowsTheRowToThoseWhoMayOpenIt(string role, bool isShown)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        SetAside(gateway, "no", "Not JSON");
        using var browser = gateway.SignedIn(role, "de");

        var settings = await browser.GetAsync("/settings");
        var page = await browser.GetAsync(SetAsidePage.Path);

        Assert.Equal(isShown, settings.Html.Contains("1 Nachricht ließ sich nicht lesen.", StringComparison.Ordinal));
        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page.Status);
    }

    private static Device SetAside(GatewayHost gateway, string payload, string detail)
    {
        var device = gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription(Markup, "AA", null, null, []), "secret", null)!;
        gateway.Services.GetRequiredService<IReadingStore>().Append(new ReadingGroup([], [
            new SetAsideMessage(
                device.Number, 1_777_622_400_000, $"devices/{device.Id}/telemetry", ErrorCodes.Unreadable, detail,
                    Encoding.UTF8.GetBytes(payload)),
        ]));
        return device;
    }

    private static SetAsideView View(string? text = null, string? hex = null) => new()
    {
        Id = "1-5", DeviceId = "plant-1", ReceivedAt = 5, Topic = "t", Reason = ErrorCodes.Unreadable, Detail = "d", Bytes = 3,
        Text = text, Hex = hex,
    };

    /// <summary>Nobody's devices.</summary>
    private sealed class TemporaryRegistry : IDisposable
    {
        private readonly Storage.LiteDb.LiteDbTestStore _store = new();

        public DeviceRegistry Devices => new(_store.Devices, TimeProvider.System);

        public void Dispose() => _store.Dispose();
    }
}
