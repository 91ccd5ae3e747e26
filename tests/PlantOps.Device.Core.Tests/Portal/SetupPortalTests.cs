using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class SetupPortalTests
{
    [Fact]
    public void RunServing_BesideAConfiguration_ClosesAfterTenMinutesAndKeepsIt()
    {
        using var portal = new PortalUnderTest(SetupFlowTests.Stored());
        portal.Portal.RunServing();
        Assert.InRange(portal.Clock.UptimeMs, SetupPortal.OpenMs, SetupPortal.OpenMs + 100);
        Assert.False(portal.IsOpen);
        Assert.False(portal.Portal.IsDone);
        Assert.Equal("fern", portal.Store.Load()!.DeviceId);
    }

    [Fact]
    public void IsOver_NothingStored_NeverClosesByItself()
    {
        using var portal = new PortalUnderTest();
        portal.Clock.UptimeMs += 7L * 24 * 60 * 60000;
        Assert.False(portal.Portal.IsOver());
    }

    [Fact]
    public void IsOver_WhileSomethingIsChecked_WaitsForItsEnd()
    {
        using var portal = new PortalUnderTest(SetupFlowTests.Stored());
        portal.CheckAll();
        portal.JoinAnswer = JoinResult.WrongPassword;
        portal.Post("ssid=Garden&password=wrong-password&gateway=&code=");
        portal.Clock.UptimeMs = SetupPortal.OpenMs;
        Assert.False(portal.Portal.IsOver());
        portal.CheckAll();
        Assert.True(portal.Portal.IsOver());
    }

    [Fact]
    public void IsOver_DoneAndSeen_ClosesSoon()
    {
        using var portal = new PortalUnderTest();
        portal.SetUp();
        Assert.False(portal.Portal.IsOver());
        Assert.Contains("is set up", portal.Get("/").Body, StringComparison.Ordinal);
        Assert.False(portal.Portal.IsOver());
        portal.Clock.UptimeMs += SetupPortal.SeenMs;
        Assert.True(portal.Portal.IsOver());
    }

    [Fact]
    public void IsOver_DoneButThePhoneStaysAway_WaitsTwoMinutesForIt()
    {
        using var portal = new PortalUnderTest();
        portal.SetUp();
        Assert.False(portal.Portal.IsOver());
        portal.Clock.UptimeMs += SetupPortal.FarewellMs - 1;
        Assert.False(portal.Portal.IsOver());
        portal.Clock.UptimeMs++;
        Assert.True(portal.Portal.IsOver());
    }

    [Fact]
    public void ServeOnce_SilentConnections_KeepNobodyWaiting()
    {
        using var portal = new PortalUnderTest();
        var silent = Enumerable.Range(0, 10).Select(_ => new FakeConnection(portal.Clock) { HangsUp = false }).ToList();
        silent.ForEach(portal.Arrive);
        Assert.Equal(200, portal.Get("/").Status);
        Assert.Equal(0, portal.Clock.UptimeMs);
        portal.Clock.UptimeMs += RequestReader.DeadlineMs;
        portal.Portal.ServeOnce(0);
        Assert.All(silent, phone => Assert.True(phone.IsClosed));
    }

    [Fact]
    public void Name_OfAnyHardware_EndsWithItsLastFour()
    {
        Assert.Equal("PlantOps-Setup-4F2A", PortalName.Of("24:6F:28:0a:4f:2a"));
        Assert.Equal("PlantOps-Setup-A1", PortalName.Of("a-1"));
    }
}
