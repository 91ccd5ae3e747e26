using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Presence;

public sealed class DevicePresenceTests : IDisposable
{
    private static readonly Device Fern = new(7, "plant-fern", "Fern", "hardware", [], 60, 0);

    private static readonly TimeSpan Years = TimeSpan.FromDays(174 * 365);

    private readonly TemporaryDirectory _directory = new();
    private readonly JumpingTime _time = new();
    private readonly LiteDbFile _file;

    public DevicePresenceTests() => _file = new LiteDbFile(new DataDirectory(_directory.Path), NullLogger<LiteDbFile>.Instance);

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void StateOf_WhenANewConnectionTookOverBeforeTheOldOneEnded_IsOnline()
    {
        var presence = Open();
        presence.Connected(Fern.Number);
        presence.Connected(Fern.Number);
        presence.Disconnected(Fern.Number);
        Assert.Equal(DeviceState.Online, presence.StateOf(Fern));

        presence.Disconnected(Fern.Number);
        Assert.Equal(DeviceState.Offline, presence.StateOf(Fern));
    }

    [Fact]
    public void Seen_WithAnOlderTime_ChangesNothing()
    {
        var presence = Open();
        presence.Seen(Fern.Number, 2000);
        presence.Seen(Fern.Number, 1000);

        Assert.Equal(2000, presence.LastSeen(Fern.Number));
    }

    [Fact]
    public void StateOf_ADeviceThatPostsEachHour_IsOnlineInBetween()
    {
        var presence = Open();
        for (var hour = 0; hour < 4; hour++)
        {
            for (var message = 0; message < 3; message++)
                presence.Posted(Fern.Number, _time.GetUtcNow().ToUnixTimeMilliseconds());
            _time.Advance(TimeSpan.FromMinutes(59));
        }

        Assert.Equal(DeviceState.Online, presence.StateOf(Fern));
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(DeviceState.Offline, presence.StateOf(Fern));
    }

    [Fact]
    public void StateOf_ADeviceThatWasAwayOnce_IsNotExpectedToBeSilentAgain()
    {
        var presence = Open();
        presence.Connected(Fern.Number);
        for (var minute = 0; minute < 10; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(minute == 5 ? 600 : 1));
            presence.Seen(Fern.Number, _time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(DeviceState.Unknown, presence.StateOf(Fern));
    }

    [Fact]
    public void Save_BeforeARestart_IsKnownAfterIt()
    {
        var presence = Open();
        presence.Seen(Fern.Number, 2000);
        presence.Save();

        Assert.Equal(2000, Open().LastSeen(Fern.Number));
        Assert.Null(Open().LastSeen(8));
    }

    [Fact]
    public void Heartbeat_FromADevice_IsKeptAndCountsAsASignOfLife()
    {
        var presence = Open();
        var heartbeat = new DeviceHeartbeat(3000, 12, -60, 0, 0);

        presence.Heartbeat(Fern.Number, heartbeat);

        Assert.Equal(heartbeat, presence.LastHeartbeat(Fern.Number));
        Assert.Equal(3000, presence.LastSeen(Fern.Number));
    }

    [Fact]
    public void StateOf_ASilentDeviceAfterTheClockWasAheadForAWhile_IsNotOnlineForYears()
    {
        var presence = Open();
        _time.Jump(Years);
        presence.Connected(Fern.Number);
        presence.Seen(Fern.Number, Now);
        presence.Heartbeat(Fern.Number, new DeviceHeartbeat(Now, 1, -60, 0, 0));
        _time.Jump(-Years);

        Assert.Equal(DeviceState.Online, presence.StateOf(Fern));
        Assert.InRange(presence.LastSeen(Fern.Number)!.Value, Now - 2000, Now);
        Assert.InRange(presence.LastHeartbeat(Fern.Number)!.ReceivedAt, Now - 2000, Now);
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(DeviceState.Unknown, presence.StateOf(Fern));
        Assert.InRange(presence.LastSeen(Fern.Number)!.Value, Now - 242_000, Now - 239_000);
    }

    [Fact]
    public void StateOf_ASleepingDeviceAfterTheClockWentBack_IsAsleepForAsLongAsItSaid()
    {
        var presence = Open();
        presence.Connected(Fern.Number);
        presence.BackAt(Fern.Number, Now + 60_000);
        presence.Disconnected(Fern.Number);
        _time.Jump(TimeSpan.FromDays(-2));

        Assert.Equal(DeviceState.Asleep, presence.StateOf(Fern));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(DeviceState.Offline, presence.StateOf(Fern));
    }

    [Fact]
    public void StateOf_AfterARestart_ADeviceThatSleepsForAnHour_IsNotAwayBeforeItShouldHaveSpoken()
    {
        var earlier = Open();
        earlier.Connected(Fern.Number);
        earlier.Disconnected(Fern.Number);
        earlier.Save();
        var presence = Open();
        var sleeper = Fern with { SilentSeconds = 3600 };

        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(DeviceState.Offline, presence.StateOf(Fern));
        Assert.Equal(DeviceState.Unknown, presence.StateOf(sleeper));

        _time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(DeviceState.Offline, presence.StateOf(sleeper));
    }

    [Fact]
    public void Save_AfterTheClockWasAhead_WritesNothingOfTheFuture()
    {
        var presence = Open();
        _time.Jump(Years);
        presence.Seen(Fern.Number, Now);
        presence.Save();
        _time.Jump(-Years);
        presence.Save();

        Assert.InRange(Open().LastSeen(Fern.Number)!.Value, 1, Now);
        Assert.InRange(Assert.Single(new LiteDbPresenceStore(_file).Load()).Value, 1, Now);
    }

    [Fact]
    public void LastSeen_LoadedFromTheFuture_IsNotShownAndIsCorrectedOnceTheDeviceIsHeard()
    {
        new LiteDbPresenceStore(_file).Save([KeyValuePair.Create(Fern.Number, Now + 1_000_000_000)]);
        var presence = Open();
        Assert.Equal(Now, presence.LastSeen(Fern.Number));

        presence.Seen(Fern.Number, Now);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Now - 300_000, presence.LastSeen(Fern.Number));
        presence.Save();
        Assert.Equal(Now - 300_000, Open().LastSeen(Fern.Number));
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private DevicePresence Open() => new(new LiteDbPresenceStore(_file), _time);
}
