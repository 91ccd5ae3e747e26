using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

// Stores groups of readings until it is killed, folding all the while. After each commit it writes how many readings
// of this boot are stored. Arguments: data directory, boot, and "expire" to roll up and let readings go all the while too,
// or "remove" to roll up and remove some of the first device, or "advise=N" to reserve and settle what a model costs instead.
// Or: data directory, boot, "backup" or "restore", at which step it is killed, and where backups are; or, with the
// seconds that a program may take to be ready in place of the boot, "update", at which stage it is killed, and where they are.
if (args is [var data, _, ("backup" or "restore") and var what, var step, var backups])
{
    await BackupUntilKilled.Run(data, what, step, backups);
    return;
}

if (args is [var service, var patience, "update", var stage, var root])
{
    await UpdateUntilKilled.Run(service, int.Parse(patience, CultureInfo.InvariantCulture), stage, root);
    return;
}

var boot = long.Parse(args[1]);
using var file = new LiteDbFile(new DataDirectory(args[0]), NullLogger<LiteDbFile>.Instance);
if (args is [_, _, var verb] && verb.StartsWith(AdvisorWriter.Verb, StringComparison.Ordinal))
{
    AdvisorWriter.Run(file, (int)boot, verb);
    return;
}

var collections = new RollupCollections(file);
var store = new LiteDbReadingStore(file, collections, NullLogger<LiteDbReadingStore>.Instance);
using var mover = new DayMover(store.Folder, NullLogger<DayMover>.Instance);
var rollups = new LiteDbRollupStore(file, store, collections, mover);
var retention = new LiteDbRetentionStore(file, store, collections, mover);
var removal = new LiteDbReadingRemoval(file, store, collections, mover, NullLogger<LiteDbReadingRemoval>.Instance);
var (expires, removes) = (args is [_, _, "expire"], args is [_, _, "remove"]);
var random = new Random((int)boot);

new Thread(() =>
{
    while (true)
    {
        store.Folder.Fold();
        if (!expires && !removes) continue;
        rollups.RollUp(long.MaxValue, CancellationToken.None);
        if (expires) retention.Expire(Tier.Raw, long.MaxValue, CancellationToken.None);
        else removal.Remove(StreamId.OfDevice(CrashWriter.Devices[0]), CrashWriter.Removed, CancellationToken.None);
    }
}) { IsBackground = true }.Start();

for (long sequence = 0; ;)
{
    var size = random.Next(1, 30);
    var readings = Enumerable.Range(0, size).Select(i => CrashWriter.Reading(boot, sequence + i)).ToArray();
    store.Append(
        new ReadingGroup([.. CrashWriter.Devices.Select(device => new DeviceReadings(StreamId.OfDevice(device), readings))], []));
    sequence += size;
    Console.WriteLine(sequence);
}

/// <summary>What is stored, so that it can be checked.</summary>
internal static class CrashWriter
{
    public static readonly int[] Devices = [1, 2, 3];

    /// <summary>From within the second boot's day until within the last but one's.</summary>
    public static readonly TimeRange Removed = new(Reading(1, 100).Time, Reading(23, 50).Time);

    /// <summary>A boot has a UTC day of its own, and a reading a second of it.</summary>
    public static Reading Reading(long boot, long sequence)
    {
        var values = MetricValues.None;
        values[0] = sequence / 10d;
        return new Reading(
            1_749_945_600_000 + (boot * 86_400_000) + (sequence * 1_000), boot, sequence, values, default, TimeOrigin.Device);
    }
}
