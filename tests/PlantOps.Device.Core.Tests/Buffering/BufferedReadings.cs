using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Tests.Buffering;

/// <summary>Readings that are told apart by their sequence.</summary>
internal static class BufferedReadings
{
    public const long FirstTime = 1760000000000;

    public static TelemetryReading[] Space { get; } = [.. Enumerable.Range(0, 20).Select(_ => new TelemetryReading())];

    public static TelemetryReading Numbered(long sequence, long boot = 7)
    {
        var reading = new TelemetryReading { Boot = boot, Sequence = sequence, TimestampMs = FirstTime + (sequence * 60000) };
        reading.Set(Metric.Temperature, sequence % 50, Quality.Ok);
        reading.Set(Metric.SoilRaw, sequence % 4096, Quality.Ok);
        return reading;
    }

    public static ReadingBuffer Opened(MemoryFlash flash)
    {
        var buffer = new ReadingBuffer(flash);
        buffer.Open();
        return buffer;
    }

    public static void Fill(this ReadingBuffer buffer, int first, int count)
    {
        for (var i = first; i < first + count; i++) Assert.True(buffer.Append(Numbered(i), 0));
    }

    /// <summary>Everything that is not under way, in the order in which it is sent.</summary>
    public static List<long> TakeAll(this ReadingBuffer buffer, bool settle = false)
    {
        var sequences = new List<long>();
        var space = Enumerable.Range(0, 20).Select(_ => new TelemetryReading()).ToArray();
        while (buffer.Take(space, 0) is { } batch)
        {
            sequences.AddRange(space.Take(batch.Count).Select(reading => reading.Sequence));
            if (settle) buffer.Settle(batch);
        }

        return sequences;
    }
}
