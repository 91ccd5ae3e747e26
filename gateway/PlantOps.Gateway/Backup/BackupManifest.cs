using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Backup;

/// <summary>What a backup has, as its first entry says. Times are Unix milliseconds UTC.</summary>
internal sealed class BackupManifest
{
    /// <summary>The form of the file, by which a later version knows it.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>Of the gateway that made it.</summary>
    public required string Version { get; init; }

    /// <summary>Everything that was acknowledged before is in it.</summary>
    public required long TakenAt { get; init; }

    /// <summary>
    /// Where everything was kept: <c>LiteDb</c> or <c>PostgreSql</c>. In the backup it is a LiteDB file either way.
    /// </summary>
    public required string Provider { get; init; }

    public required long Readings { get; init; }

    /// <summary>Days of devices that have readings, or what they came to.</summary>
    public required int Days { get; init; }

    /// <summary>Blocks of readings that could not be read already when it was taken.</summary>
    public int Damaged { get; init; }

    public required BackedUpDevice[] Devices { get; init; }

    /// <summary>What the database has, by collection.</summary>
    public required IReadOnlyDictionary<string, DocumentDigest> Collections { get; init; }

    /// <summary>Every other entry.</summary>
    public required BackedUpFile[] Files { get; init; }
}

/// <summary>A device, as far as a restore has to speak of it.</summary>
internal sealed class BackedUpDevice
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The time of its newest reading; <see langword="null"/> where it has none.</summary>
    public long? NewestReading { get; init; }
}

/// <summary>An entry.</summary>
internal sealed class BackedUpFile
{
    /// <summary>With <c>/</c> between folders.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>In hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>Documents of one collection, for comparison.</summary>
/// <param name="Count">How many.</param>
/// <param name="Hash">The checksum of each, added up.</param>
internal readonly record struct DocumentDigest(int Count, ulong Hash);

/// <summary>Everything measured, day by day, for comparison.</summary>
internal sealed class HistoryDigest
{
    public required StreamDigest[] Streams { get; init; }

    [JsonIgnore]
    public long Readings => Streams.Sum(stream => stream.Counts.Sum(count => (long)count));

    [JsonIgnore]
    public int Days => Streams.Sum(stream => stream.Days.Length + stream.ExpiredDays.Length);
}

/// <summary>The days of a soil channel of a device: what is at one place in these lists belongs together.</summary>
internal sealed class StreamDigest
{
    public required int Stream { get; init; }

    /// <summary>Starts of the days that have readings, Unix milliseconds UTC.</summary>
    public required long[] Days { get; init; }

    public required int[] Counts { get; init; }

    public required ulong[] Hashes { get; init; }

    /// <summary>Starts of the days of which only what they came to is left.</summary>
    public required long[] ExpiredDays { get; init; }

    public required int[] ExpiredCounts { get; init; }

    public required ulong[] ExpiredHashes { get; init; }

    /// <summary>Days that have readings that cannot be read.</summary>
    public int Damaged { get; init; }
}
