using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Events;

/// <summary>
/// Tells listeners of readings once they are on disk: one event a device and commit, because a buffer brings thousands at once.
/// </summary>
internal sealed class LiveReadings(
    IngestStatus ingest, DeviceRegistry devices, LiveEvents events, Supervisor supervisor, ILogger<LiveReadings> logger)
    : SupervisedService(supervisor, logger)
{
    public override string Component => "live_readings";

    protected override string Title => "Events of readings";

    protected override Task Begin(CancellationToken stopping)
    {
        ingest.Committed += Tell;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        ingest.Committed -= Tell;
        return Task.CompletedTask;
    }

    // On the writer's thread, after the devices were told.
    private void Tell(ReadingGroup group)
    {
        if (events.IsWanted || events.Relay is { IsWanted: true }) Guard(Title, () => Publish(group));
    }

    private void Publish(ReadingGroup group)
    {
        foreach (var message in group.Readings.GroupBy(readings => readings.Stream))
        {
            if (devices.Find(message.Key.Device) is not { } device) continue;
            var readings = message.SelectMany(readings => readings.Readings).ToList();
            if (readings.Count == 0) continue;
            var shown = Show(device, message.Key.SoilChannel, readings);
            events.Publish(LiveEventType.Reading, shown, EventsJson.Default.LiveReading);
        }
    }

    private static LiveReading Show(Device device, int soilChannel, List<Reading> readings)
    {
        var latest = LatestReading.Of(readings.MaxBy(reading => reading.Time));
        return new LiveReading
        {
            DeviceId = device.Id,
            SoilChannel = soilChannel,
            T = latest.T,
            Values = latest.Values,
            Quality = latest.Quality,
            Count = readings.Count,
            From = readings.Min(reading => reading.Time),
        };
    }
}
