using System.Collections.Concurrent;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Notes when devices that were just let in connect, and when their first readings are on disk.</summary>
internal sealed class EnrolmentFollower(
    EnrolmentProgress progress, DevicePresence presence, IngestStatus ingest, Supervisor supervisor,
    ILogger<EnrolmentFollower> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    // For what failed; everything else says so itself.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, long> _connected = new();
    private readonly ConcurrentDictionary<int, long> _measured = new();

    public override string Component => "enrolment_progress";

    protected override string Title => "Following of enrolments";

    private long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override Task Begin(CancellationToken stopping)
    {
        presence.Changed += OnPresence;
        ingest.Committed += OnCommitted;
        progress.FollowOpen();
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping)
    {
        foreach (var (device, at) in _connected)
        {
            progress.Connected(device, at);
            _connected.TryRemove(device, out _);
        }

        foreach (var (device, at) in _measured)
        {
            progress.Measured(device, at);
            _measured.TryRemove(device, out _);
        }

        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        presence.Changed -= OnPresence;
        ingest.Committed -= OnCommitted;
        return Run(deadline);
    }

    private void OnPresence(int device)
    {
        if (!progress.Follows(device) || !presence.IsConnected(device)) return;
        if (_connected.TryAdd(device, Now)) Signal.Wake();
    }

    // On the writer's thread, for every commit: mostly nobody waits for anything.
    private void OnCommitted(ReadingGroup group)
    {
        foreach (var readings in group.Readings)
        {
            if (readings.Readings.Count == 0 || !progress.Follows(readings.Stream.Device)) continue;
            if (_measured.TryAdd(readings.Stream.Device, Now)) Signal.Wake();
        }
    }
}
