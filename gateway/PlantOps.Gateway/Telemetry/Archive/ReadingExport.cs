using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Telemetry.Archive;

/// <summary>Gives readings to a writer, a day of a device at a time, which bounds memory whatever there is.</summary>
internal sealed class ReadingExport(IReadingStore store)
{
    private const long Day = 24L * 60 * 60 * 1000;

    /// <summary>Most readings at once: a day at one a second, and more only where one millisecond has more.</summary>
    private const int MostAtOnce = 100_000;

    public async Task WriteAsync(ExportQuery query, IArchiveWriter writer, CancellationToken cancellationToken)
    {
        var streams = query.Devices.SelectMany(device => SoilStream.AllOf(device.Number).Select(stream => (Device: device, Number: stream))).ToList();
        var days = streams.Select(stream => DaysOf(stream.Number, query)).ToList();
        await writer.BeginAsync(days.Sum(mine => mine.Count), cancellationToken);
        var readings = new List<Reading>();
        for (var i = 0; i < streams.Count; i++)
        {
            var (device, stream) = streams[i];
            var archived = Describe(device, SoilStream.ChannelOf(stream));
            foreach (var day in days[i])
            {
                var (from, to) = (Math.Max(query.From, day), Math.Min(query.To, day + Day));
                while (from < to)
                {
                    from = ReadSome(stream, from, to, readings);
                    await writer.WriteAsync(archived, readings, cancellationToken);
                }

                await writer.DayDoneAsync(cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private List<long> DaysOf(int stream, ExportQuery query) =>
        [.. store.Days(stream).Where(day => day < query.To && day + Day > query.From)];

    // Where to go on. What has the last time may be cut off there, and is left to the next turn.
    private long ReadSome(int stream, long from, long to, List<Reading> readings)
    {
        for (var limit = MostAtOnce; ; limit *= 2)
        {
            readings.Clear();
            store.Read(stream, from, to, limit, readings);
            if (readings.Count < limit) return to;
            var last = readings[^1].Time;
            if (last == from) continue;
            var kept = readings.FindIndex(reading => reading.Time == last);
            readings.RemoveRange(kept, readings.Count - kept);
            return last;
        }
    }

    private static ArchiveDevice Describe(Device device, int channel) =>
        new(ArchiveIds.Of(device.Id, channel), device.Name, HardwareIds.IsPlaceholder(device.HardwareId) ? null : device.HardwareId);
}
