using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Tests.Devices.Presence;

public sealed class PresenceRulesTests
{
    private const long Now = 1_800_000_000_000;
    private const long Minute = 60_000;

    [Theory]
    [InlineData(60, 0, "online")]
    [InlineData(60, 3, "online")]
    [InlineData(60, 4, "unknown")]
    [InlineData(3600, 180, "online")]
    [InlineData(3600, 181, "unknown")]
    public void StateOf_AConnectedDevice_DependsOnHowLongItIsSilent(int interval, int silentMinutes, string state) =>
        Assert.Equal(
        state,
        DeviceStates.Name(PresenceRules.StateOf(
            new PresenceFacts(true, true, Now - (999 * Minute), Now - (silentMinutes * Minute)), interval, Now - (9999 * Minute),
            Now)));

    [Fact]
    public void StateOf_ADeviceThatJustConnectedAgain_IsOnline() => Assert.Equal(
        DeviceState.Online,
        PresenceRules.StateOf(new PresenceFacts(true, true, Now - Minute, Now - (999 * Minute)), 60, Now - (9999 * Minute), Now));

    [Theory]
    [InlineData(60, 3, "online")]
    [InlineData(60, 4, "offline")]
    [InlineData(3600, 180, "online")]
    public void StateOf_ADeviceThatPosts_DependsOnHowLongItIsSilent(int interval, int silentMinutes, string state)
    {
        var posted = Now - (silentMinutes * Minute);
        var facts = new PresenceFacts(false, false, 0, posted, PostedAt: posted);

        Assert.Equal(state, DeviceStates.Name(PresenceRules.StateOf(facts, interval, Now - (9999 * Minute), Now)));
    }

    [Fact]
    public void StateOf_ADeviceThatDisconnected_IsOffline() => Assert.Equal(
        DeviceState.Offline,
        PresenceRules.StateOf(new PresenceFacts(false, true, Now - Minute, Now), 60, Now - (2 * Minute), Now));

    [Theory]
    [InlineData(4, "unknown")]
    [InlineData(6, "offline")]
    public void StateOf_ADeviceOfAnEarlierRun_GetsTimeToComeBack(int minutesSinceStart, string state) => Assert.Equal(
        state,
        DeviceStates.Name(PresenceRules.StateOf(
            new PresenceFacts(false, false, 0, Now - (99 * Minute)), 60, Now - (minutesSinceStart * Minute), Now)));

    [Theory]
    [InlineData(60, 4, "offline")]
    [InlineData(3600, 179, "unknown")]
    [InlineData(3600, 181, "offline")]
    public void StateOf_ADeviceOfAnEarlierRunThatSpeaksSeldom_IsAwayOnceItIsSilentForTooLong(
        int interval, int silentMinutes, string state) => Assert.Equal(
        state,
        DeviceStates.Name(PresenceRules.StateOf(
            new PresenceFacts(false, false, 0, Now - (silentMinutes * Minute)), interval, Now - (9999 * Minute), Now)));

    [Theory]
    [InlineData(1, "asleep")]
    [InlineData(-1, "offline")]
    public void StateOf_ADeviceThatSaidWhenItIsBack_IsAsleepUntilThen(int backInMinutes, string state) => Assert.Equal(
        state,
        DeviceStates.Name(PresenceRules.StateOf(
            new PresenceFacts(false, true, Now - (60 * Minute), Now - (60 * Minute), Now + (backInMinutes * Minute)), 60,
            Now - (9999 * Minute), Now)));

    [Fact]
    public void StateOf_ADeviceNeverHeardOf_IsUnknown() => Assert.Equal(
        DeviceState.Unknown, PresenceRules.StateOf(default, 60, Now - (9999 * Minute), Now));
}
