using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Tests.Operations;

namespace PlantOps.Gateway.Tests.Devices.Presence;

public sealed class DevicePresenceTests : IDisposable
{
    private static readonly Device Fern = new(7, "plant-fern", "Fern", "hardware", [], 60, 0);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
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

    private DevicePresence Open() => new(new LiteDbPresenceStore(_file), _time);
}
