using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class SetupFlowTests
{
    [Fact]
    public void SetUp_EverythingRight_StoresAllOfItAtOnce()
    {
        using var portal = new PortalUnderTest();
        Assert.Equal(SetupOutcome.Done, portal.SetUp());
        Assert.True(portal.Portal.IsDone);
        var stored = portal.Store.Load()!;
        Assert.Equal(("Garden", "basil-and-thyme"), (stored.WifiSsid, stored.WifiPassword));
        Assert.Equal((PortalUnderTest.Gateway, "fern-on-the-sill"), (stored.Gateway, stored.DeviceId));
        Assert.Equal(["Garden/basil-and-thyme"], portal.Joins);
    }

    [Theory]
    [InlineData(JoinResult.WrongPassword, SetupOutcome.WrongPassword)]
    [InlineData(JoinResult.NotFound, SetupOutcome.NetworkNotFound)]
    [InlineData(JoinResult.NoAddress, SetupOutcome.NoAddress)]
    [InlineData(JoinResult.Failed, SetupOutcome.NotJoined)]
    internal void SetUp_NetworkNotJoined_SaysWhyAndAsksNobody(JoinResult joined, SetupOutcome outcome)
    {
        using var portal = new PortalUnderTest { JoinAnswer = joined };
        Assert.Equal(outcome, portal.SetUp());
        Assert.Empty(portal.Http.Requests);
        Assert.Null(portal.Store.Load());
    }

    [Theory]
    [InlineData("register", 403, """{"code":"code_not_accepted"}""", SetupOutcome.CodeNotAccepted)]
    [InlineData("register", 429, """{"code":"too_many_attempts"}""", SetupOutcome.TooManyAttempts)]
    [InlineData("register", 409, """{"code":"device_known"}""", SetupOutcome.DeviceKnown)]
    [InlineData("register", 500, "", SetupOutcome.Refused)]
    [InlineData("register", 0, "", SetupOutcome.NotTrusted)]
    [InlineData("ca.crt", 404, "", SetupOutcome.GatewayNotFound)]
    [InlineData("ca.crt", 200, "not a certificate", SetupOutcome.NotThisGateway)]
    internal void SetUp_GatewayDoesNotAgree_SaysWhyAndStoresNothing(string path, int status, string body, SetupOutcome outcome)
    {
        using var portal = new PortalUnderTest();
        portal.Http.Answer(PortalUnderTest.Gateway + (path == "ca.crt" ? "/" : "/api/devices/") + path, status, body);
        Assert.Equal(outcome, portal.SetUp());
        Assert.Null(portal.Store.Load());
    }

    [Theory]
    [InlineData("", "basil-and-thyme", SetupOutcome.NoNetworkChosen)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456", "basil-and-thyme", SetupOutcome.NoNetworkChosen)]
    [InlineData("Garden", "short", SetupOutcome.InvalidPassword)]
    internal void SetUp_CannotBe_IsSaidWithoutJoining(string ssid, string password, SetupOutcome outcome)
    {
        using var portal = new PortalUnderTest();
        Assert.Equal(outcome, portal.SetUp(ssid, password));
        Assert.Empty(portal.Joins);
    }

    [Theory]
    [InlineData("ABC", SetupOutcome.InvalidCode)]
    [InlineData("01101-10110-01ABC-DEFPQ", SetupOutcome.MistypedCode)]
    internal void SetUp_CodeThatCannotBeOne_IsSaidWithoutJoining(string code, SetupOutcome outcome)
    {
        using var portal = new PortalUnderTest();
        Assert.Equal(outcome, portal.SetUp(code: code));
        Assert.Empty(portal.Joins);
        Assert.Empty(portal.Http.Requests);
    }

    [Fact]
    public void SetUp_FlashFull_LeavesTheCodeUnused()
    {
        using var portal = new PortalUnderTest(flash: new MemoryFlash { CapacityBytes = 1000 });
        Assert.Equal(SetupOutcome.NotStored, portal.SetUp());
        Assert.DoesNotContain(portal.Http.Requests, request => request.Body != null);
    }

    [Fact]
    public void SetUp_FlashFailsAtTheEnd_SaysThatTheCodeIsUsed()
    {
        using var portal = new PortalUnderTest();
        portal.Flash.BytesUntilPowerCut = ConfigurationStore.MaxBytes + 100;
        Assert.Equal(SetupOutcome.NotKept, portal.SetUp());
        Assert.Null(new ConfigurationStore(portal.Flash.PowerOn()).Load());
    }

    [Fact]
    public void SetUp_AgainAfterTheGatewayWasMissing_NeitherTypesNorJoinsAgain()
    {
        using var portal = new PortalUnderTest();
        Assert.Equal(SetupOutcome.GatewayNotFound, portal.SetUp(gateway: "elsewhere"));
        Assert.Equal(SetupOutcome.Done, portal.SetUp(password: string.Empty));
        Assert.Single(portal.Joins);
        Assert.Equal("basil-and-thyme", portal.Store.Load()!.WifiPassword);
    }

    [Fact]
    public void SetUp_EmptyPasswordForAnotherNetwork_IsAnOpenNetwork()
    {
        using var portal = new PortalUnderTest();
        portal.SetUp(gateway: "elsewhere");
        portal.SetUp(ssid: "Guest", password: string.Empty);
        Assert.Equal(["Garden/basil-and-thyme", "Guest/"], portal.Joins);
    }

    [Fact]
    public void SetUp_EmptyPasswordAfterAWrongOne_DoesNotTryItAgain()
    {
        using var portal = new PortalUnderTest { JoinAnswer = JoinResult.WrongPassword };
        portal.SetUp(password: "wrong-password");
        portal.SetUp(password: string.Empty);
        Assert.Equal(["Garden/wrong-password", "Garden/"], portal.Joins);
    }

    [Fact]
    public void Submit_WhileAnotherIsChecked_ChangesNothing()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        portal.Post($"ssid=Garden&password=basil-and-thyme&gateway=gateway&code={portal.Code}");
        portal.Post("ssid=Guest&password=&gateway=other&code=x");
        portal.CheckAll();
        Assert.Equal("Garden", portal.Store.Load()!.WifiSsid);
    }

    [Fact]
    public void SetUp_EnrolledAndNoCode_ChangesOnlyTheWifi()
    {
        using var portal = new PortalUnderTest(Stored());
        Assert.Equal(
            SetupOutcome.Done, portal.SetUp(ssid: "Guest", password: "new-password", code: string.Empty, gateway: string.Empty));
        var stored = portal.Store.Load()!;
        Assert.Equal(("Guest", "new-password", "fern", 42), (stored.WifiSsid, stored.WifiPassword, stored.DeviceId, stored.Boot));
        Assert.Contains(portal.Http.Requests,
            request => request.Url.EndsWith("/api/time", StringComparison.Ordinal) && request.CaPem == stored.CaPem);
        Assert.DoesNotContain(portal.Http.Requests, request => request.Body != null);
    }

    [Fact]
    public void SetUp_EnrolledOtherGatewayAndNoCode_AsksForOne()
    {
        using var portal = new PortalUnderTest(Stored());
        Assert.Equal(SetupOutcome.CodeNeeded, portal.SetUp(code: string.Empty, gateway: "elsewhere"));
        Assert.Equal("Old", portal.Store.Load()!.WifiSsid);
    }

    [Fact]
    public void SetUp_EnrolledAndItFails_KeepsWhatIsStored()
    {
        using var portal = new PortalUnderTest(Stored());
        portal.Http.Answer(PortalUnderTest.Gateway + "/api/devices/register", 403, """{"code":"code_not_accepted"}""");
        Assert.Equal(SetupOutcome.CodeNotAccepted, portal.SetUp());
        var stored = portal.Store.Load()!;
        Assert.Equal(("Old", "old-password", "fern", "secret"),
            (stored.WifiSsid, stored.WifiPassword, stored.DeviceId, stored.MqttPassword));
    }

    internal static DeviceConfiguration Stored() => new()
    {
        Gateway = PortalUnderTest.Gateway,
        DeviceId = "fern",
        MqttPassword = "secret",
        WifiSsid = "Old",
        WifiPassword = "old-password",
        Boot = 42,
    };
}
