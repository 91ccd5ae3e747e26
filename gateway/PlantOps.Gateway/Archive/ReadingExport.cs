using System.Globalization;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Gives readings to a writer, a day of a device at a time, which bounds memory whatever there is.</summary>
internal sealed class ReadingExport(IReadingStore store)
{
    private const long Day = 24L * 60 * 60 * 1000;

    /// <summary>Most readings at once: a day at one a second, and more only where one millisecond has more.</summary>
    private const int MaxAtOnce = 100_000;

    /// <summary>Most damaged days that are named.</summary>
    private const int MaxDamaged = 1_000;

    /// <summary>
    /// Which times are missing because what was stored cannot be read, a line each; none where everything was written.
    /// </summary>
    public async Task<IReadOnlyList<string>> WriteAsync(
        ExportQuery query, IArchiveWriter writer, CancellationToken cancellationToken)
    {
        var days = query.Parts.Select(DaysOf).ToList();
        await writer.BeginAsync(days.Sum(mine => mine.Count), cancellationToken);
        var readings = new List<Reading>();
        var damaged = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < query.Parts.Count; i++)
        {
            var (device, stream, first, end) = query.Parts[i];
            var archived = Describe(device, stream.SoilChannel);
            foreach (var day in days[i])
            {
                var (from, to) = (Math.Max(first, day), Math.Min(end, day + Day));
                while (from < to)
                {
                    from = ReadSome(stream, from, to, readings, archived.Id, damaged);
                    await writer.WriteAsync(archived, readings, cancellationToken);
                }

                await writer.DayDoneAsync(cancellationToken);
            }
        }

        foreach (var some in damaged) await writer.DamagedAsync(some, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
        return [.. damaged];
    }

    private List<long> DaysOf(ExportPart part) =>
        [.. store.Days(part.Stream).Where(day => day < part.To && day + Day > part.From)];

    // Where to go on. What has the last time may be cut off there, and is left to the next turn.
    private long ReadSome(StreamId stream, long from, long to, List<Reading> readings, string device, SortedSet<string> damaged)
    {
        var missing = new List<DamagedRange>();
        for (var limit = MaxAtOnce; ; limit *= 2)
        {
            readings.Clear();
            store.Read(stream, from, to, limit, readings, missing);
            foreach (var range in missing.Where(_ => damaged.Count < MaxDamaged)) damaged.Add(Say(device, range));
            if (readings.Count < limit) return to;
            var last = readings[^1].Time;
            if (last == from) continue;
            var kept = readings.FindIndex(reading => reading.Time == last);
            readings.RemoveRange(kept, readings.Count - kept);
            return last;
        }
    }

    private static string Say(string device, DamagedRange range) => string.Create(
        CultureInfo.InvariantCulture,
        $"{device}, {DateTimeOffset.FromUnixTimeMilliseconds(Day * (range.From / Day)):yyyy-MM-dd}: {range.Reason}");

    private static ArchiveDevice Describe(Device device, int channel) =>
        new(ArchiveIds.Of(device.Id, channel), device.Name,
            HardwareIds.IsPlaceholder(device.HardwareId) ? null : device.HardwareId);
}
