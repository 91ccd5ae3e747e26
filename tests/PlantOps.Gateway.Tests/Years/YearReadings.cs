using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>The readings of a year where the gateway looks for readings: in memory, as nothing is written.</summary>
internal sealed class YearReadings(IReadOnlyDictionary<StreamId, Reading[]> readings) : IReadingStore
{
    public AppendResult Append(ReadingGroup group) => throw new NotSupportedException("A year is made, not measured.");

    public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
    {
        var all = readings[stream];
        for (var i = FirstFrom(all, from); i < all.Length && all[i].Time < to && into.Count < limit; i++) into.Add(all[i]);
    }

    public Reading? Latest(StreamId stream) => readings[stream][^1];

    public IReadOnlyList<long> Days(StreamId stream) =>
        [.. readings[stream].Select(reading => reading.Time / YearCalendar.Day * YearCalendar.Day).Distinct()];

    public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];

    private static int FirstFrom(Reading[] all, long time)
    {
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Time < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
