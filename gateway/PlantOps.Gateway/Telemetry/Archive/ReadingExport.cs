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
        var days = query.Devices.Select(device => DaysOf(device, query)).ToList();
        await writer.BeginAsync(days.Sum(mine => mine.Count), cancellationToken);
        var readings = new List<Reading>();
        for (var i = 0; i < query.Devices.Count; i++)
        {
            var (device, archived) = (query.Devices[i], Describe(query.Devices[i]));
            foreach (var day in days[i])
            {
                var (from, to) = (Math.Max(query.From, day), Math.Min(query.To, day + Day));
                while (from < to)
                {
                    from = ReadSome(device.Number, from, to, readings);
                    await writer.WriteAsync(archived, readings, cancellationToken);
                }

                await writer.DayDoneAsync(cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private List<long> DaysOf(Device device, ExportQuery query) =>
        [.. store.Days(device.Number).Where(day => day < query.To && day + Day > query.From)];

    // Where to go on. What has the last time may be cut off there, and is left to the next turn.
    private long ReadSome(int device, long from, long to, List<Reading> readings)
    {
        for (var limit = MostAtOnce; ; limit *= 2)
        {
            readings.Clear();
            store.Read(device, from, to, limit, readings);
            if (readings.Count < limit) return to;
            var last = readings[^1].Time;
            if (last == from) continue;
            var kept = readings.FindIndex(reading => reading.Time == last);
            readings.RemoveRange(kept, readings.Count - kept);
            return last;
        }
    }

    private static ArchiveDevice Describe(Device device) =>
        new(device.Id, device.Name, HardwareIds.IsPlaceholder(device.HardwareId) ? null : device.HardwareId);
}
