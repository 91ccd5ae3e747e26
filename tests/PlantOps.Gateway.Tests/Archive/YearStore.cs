using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>
/// A year of readings every six seconds that are made when they are read: more than a test would want in memory.
/// </summary>
internal sealed class YearStore : IReadingStore
{
    public const int ReadingsADay = 14_400;

    private const long Interval = TestReadings.Day / ReadingsADay;

    public int DaysOfIt { get; init; } = 365;

    public int DamagedDay { get; init; } = -1;

    public IReadOnlyList<long> Days(StreamId stream) => stream.SoilChannel > 1 ? [] :
        [.. Enumerable.Range(0, DaysOfIt).Select(day => TestReadings.Start + (day * TestReadings.Day))];

    public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
    {
        if ((from - TestReadings.Start) / TestReadings.Day == DamagedDay)
            throw new CorruptBucketException($"Day {DamagedDay} is damaged.");
        for (var time = from; time < to && into.Count < limit; time += Interval)
        {
            into.Add(TestReadings.At(time, boot: 1, sequence: (time - TestReadings.Start) / Interval));
        }
    }

    public AppendResult Append(ReadingGroup group) => throw new NotSupportedException();

    public Reading? Latest(StreamId stream) => null;

    public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];
}
