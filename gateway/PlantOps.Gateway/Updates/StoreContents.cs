using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// What a gateway has, to compare before and after. What a program of another version does not say is not compared.
/// </summary>
internal sealed class StoreContents
{
    public required int Devices { get; init; }

    public required long Readings { get; init; }

    /// <summary>By which devices know the CA that they trust.</summary>
    public string? Authority { get; init; }

    /// <summary>How many of the passwords and keys that are kept encrypted can be read.</summary>
    public int? Secrets { get; init; }

    /// <summary>Each day of each device; only where a copy is tried, as it takes long.</summary>
    public HistoryDigest? History { get; init; }

    /// <summary>What is missing of what there was; <see langword="null"/> where nothing is.</summary>
    public string? Lacks(StoreContents before) =>
        Devices < before.Devices || Readings < before.Readings
            ? $"{Devices} devices and {Readings} readings where there are {before.Devices} and {before.Readings}"
        : Authority is not null && before.Authority is not null && Authority != before.Authority
            ? "another CA than the one that devices trust"
        : Secrets < before.Secrets ? $"{Secrets} of {before.Secrets} stored passwords and keys that it can read"
        : null;
}

/// <summary>Reads it from the gateway that runs.</summary>
internal sealed class ContentsReader(
    StoreStatistics statistics, ServerCertificates certificates, IEnumerable<IStoredSecrets> secrets, IServiceProvider services)
{
    public StoreContents Read() => Read(null);

    /// <summary>With each day of each device.</summary>
    public StoreContents ReadAll(CancellationToken cancellationToken) =>
        Read(HistoryDigests.Of(new StoreSet(services), cancellationToken));

    private StoreContents Read(HistoryDigest? history)
    {
        var view = statistics.Read();
        return new StoreContents
        {
            Devices = view.Devices,
            Readings = view.Tiers.Where(tier => tier.Tier == "raw").Sum(tier => tier.Rows),
            Authority = certificates.Authority.Id,
            Secrets = secrets.Sum(kept => kept.CountReadable()),
            History = history,
        };
    }
}
