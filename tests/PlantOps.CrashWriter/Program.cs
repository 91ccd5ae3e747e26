using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Readings;
using PlantOps.Gateway.Storage.Rollups;
using PlantOps.Gateway.Telemetry;

// Stores groups of readings until it is killed, folding all the while. After each commit it writes how many readings
// of this boot are stored. Arguments: data directory, boot.
var boot = long.Parse(args[1]);
using var file = new LiteDbFile(new DataDirectory(args[0]), NullLogger<LiteDbFile>.Instance);
var store = new LiteDbReadingStore(file, new RollupCollections(file), NullLogger<LiteDbReadingStore>.Instance);
var random = new Random((int)boot);

new Thread(() =>
{
    while (true) store.Folder.Fold();
}) { IsBackground = true }.Start();

for (long sequence = 0; ;)
{
    var size = random.Next(1, 30);
    var readings = Enumerable.Range(0, size).Select(i => CrashWriter.Reading(boot, sequence + i)).ToArray();
    store.Append(new ReadingGroup([.. CrashWriter.Devices.Select(device => new DeviceReadings(device, readings))], []));
    sequence += size;
    Console.WriteLine(sequence);
}

/// <summary>What is stored, so that it can be checked.</summary>
internal static class CrashWriter
{
    public static readonly int[] Devices = [1, 2, 3];

    public static Reading Reading(long boot, long sequence)
    {
        var values = MetricValues.None;
        values[0] = sequence / 10d;
        return new Reading(1_750_000_000_000 + (boot * 3_600_000) + (sequence * 5_000), boot, sequence, values, default, TimeOrigin.Device);
    }
}
