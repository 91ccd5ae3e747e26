using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// Reminds a device that woke from its sleep of what it measured before, as far as the flash still has it: a value
/// that stands still would seem new with each wake otherwise. That is the segment under way, up to 127 readings; it
/// takes a clock to know how long ago they were.
/// </summary>
internal static class Recall
{
    public static void Run(ReadingBuffer buffer, Measurement measurement, IClock clock)
    {
        if (clock.UnixMs == 0)
        {
            return;
        }

        TelemetryReading reading = new TelemetryReading();
        for (int back = Segment.MaxCapacity - 1; back >= 0; back--)
        {
            if (buffer.ReadNewest(reading, back) && reading.TimestampMs > 0 && reading.TimestampMs < clock.UnixMs)
            {
                measurement.Remember(reading, clock.UptimeMs - (clock.UnixMs - reading.TimestampMs));
            }
        }
    }
}
