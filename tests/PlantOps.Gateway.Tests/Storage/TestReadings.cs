using CsCheck;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>Readings as tests need them.</summary>
internal static class TestReadings
{
    public const long Day = 24L * 60 * 60 * 1000;
    public const long Start = Limits.EarliestTime + (2000 * Day);

    private static readonly double[] Peculiar = [0d, -0d, 1e-7, 1e300, double.MaxValue, double.Epsilon, 4503599627370497.5];

    private static readonly Gen<double> AnyValue = Gen.Frequency(
        (4, Gen.Int[-400, 2000].Select(n => n / 10d)),
        (2, Gen.Const(double.NaN)),
        (1, Gen.Int[0, Peculiar.Length - 1].Select(i => Peculiar[i])),
        (1, Gen.Double));

    private static readonly Gen<MetricValues> AnyValues = AnyValue.Array[Metrics.Count].Select(Values);

    private static readonly Gen<Reading> Any = Gen.Select(
        Gen.Long[Start, Start + Day - 1],
        Gen.Frequency((4, Gen.Long[0, 3]), (1, Gen.Long[0, Limits.MaxIdentity]), (1, Gen.Const(Reading.NoIdentity))),
        Gen.Frequency((4, Gen.Long[0, 50]), (1, Gen.Long[0, Limits.MaxIdentity]), (1, Gen.Const(Reading.NoIdentity))),
        AnyValues,
        Gen.UInt[0, (1u << (4 * Metrics.Count)) - 1],
        Gen.Byte[0, 3],
        (time, boot, sequence, values, qualities, origin) =>
            new Reading(time, boot, sequence, values, new MetricQualities(qualities), (TimeOrigin)origin));

    /// <summary>A device that runs for a while: steady times, sequences in order, decimal values.</summary>
    private static readonly Gen<Reading[]> Steady = Gen.Select(
        Gen.Int[1, 300], Gen.Long[0, Limits.MaxIdentity], Gen.Int[0, 300].Array[300],
        (count, boot, values) =>
            Enumerable.Range(0, count).Select(i => At(Start + (i * 60_000L), boot, i, values[i] / 10d)).ToArray());

    public static Gen<Reading[]> History { get; } = Gen.OneOf(Any.Array[0, 60], Steady);

    public static Reading At(long time, long boot = 1, long sequence = 0, double temperature = 21.5) => new(
        time, boot, sequence, Values([temperature, 40.2, 55, 1200.5, 2210]), default, TimeOrigin.Device);

    public static Reading[] Minutes(int count, long start = Start, long boot = 1) =>
        [.. Enumerable.Range(0, count).Select(i => At(start + (i * 60_000L), boot, i, i % 300 / 10d))];

    public static ReadingGroup Group(int device, params Reading[] readings) => Group(StreamId.OfDevice(device), readings);

    public static ReadingGroup Group(StreamId stream, params Reading[] readings) =>
        new([new DeviceReadings(stream, readings)], []);

    /// <summary>What a store keeps of a history: the first of each identity, by time.</summary>
    public static List<Reading> Kept(Reading[] history) => ReadingOrder.SortDistinct(
        [.. history.Where(
            (reading, i) => !reading.HasIdentity
                || Array.FindIndex(history, other => other.Boot == reading.Boot && other.Sequence == reading.Sequence) == i)]);

    private static MetricValues Values(double[] values)
    {
        var result = MetricValues.None;
        values.CopyTo(result[..]);
        return result;
    }
}
