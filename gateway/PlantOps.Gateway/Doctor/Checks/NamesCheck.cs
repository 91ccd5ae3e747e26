using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Doctor.Machine;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Whether the names by which devices and people call the gateway are in its certificate, and lead to it and to no
/// other.</summary>
internal sealed class NamesCheck(
    NameSettings settings, Func<IReadOnlySet<string>?> covered, NameLookups? lookups, Func<bool>? isOneOfSeveral = null) : ICheck
{
    public string Name => CheckNames.Names;

    public bool IsSlow => true;

    public async Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
    {
        if (covered() is not { } names) return null;
        var asked = settings.Names.Append(settings.PublicHost).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var found = lookups is null ? [] : await lookups.Find(asked, cancellationToken);
        var isOne = isOneOfSeveral?.Invoke() == true;
        return [.. Judge(new NameFacts(Container.IsAround(), settings.Names, settings.PublicHost, names, found, isOne))];
    }

    public static IEnumerable<Finding> Judge(NameFacts facts)
    {
        var key = FindingValue.Open(CertificateOptions.NamesSetting.Key);
        if (facts.IsInContainer && facts.Names.Count == 0)
            yield return new Finding(FaultKind.NamesMissing, key, FindingValue.Open(CertificateOptions.NamesSetting.Variable));
        if (facts.PublicHost is { } host && !facts.Covered.Contains(host.ToLowerInvariant()))
            yield return new Finding(FaultKind.NameNotCovered, host, key);
        foreach (var lookup in facts.Lookups)
        {
            if (lookup.Answers == PeerKind.SameAuthority && !facts.IsOneOfSeveral) yield return new Finding(
                FaultKind.DuplicateGateway, lookup.Name, lookup.Address);
            else if (lookup.Answers == PeerKind.Stranger) yield return new Finding(
                FaultKind.NameElsewhere, lookup.Name, lookup.Address);
        }
    }
}

/// <summary>What is configured.</summary>
/// <param name="Names"><c>Certificates:Names</c>.</param>
/// <param name="PublicHost">The host of <c>Notifications:PublicUrl</c>.</param>
internal sealed record NameSettings(IReadOnlyList<string> Names, string? PublicHost);

/// <summary>What is known of the names.</summary>
/// <param name="IsInContainer">Whether the gateway runs in a container.</param>
/// <param name="Names">Those that are configured.</param>
/// <param name="PublicHost">By which links in messages call it.</param>
/// <param name="Covered">Names in its certificates, in lower case.</param>
/// <param name="Lookups">Where names lead.</param>
/// <param name="IsOneOfSeveral">Whether other gateways on the same database are known, which have the same CA.</param>
internal sealed record NameFacts(
    bool IsInContainer, IReadOnlyList<string> Names, string? PublicHost, IReadOnlySet<string> Covered,
        IReadOnlyList<NameLookup> Lookups, bool IsOneOfSeveral = false);

/// <summary>Where a name leads.</summary>
internal sealed record NameLookup(string Name, string Address, PeerKind Answers);

/// <summary>Who answers there.</summary>
internal enum PeerKind
{
    /// <summary>This gateway, or nobody: a proxy, or a machine that is off.</summary>
    NotAnother,

    /// <summary>Another gateway with the same CA: a copy of this one, say by a card that was copied.</summary>
    SameAuthority,

    /// <summary>A broker or gateway that has nothing to do with this one.</summary>
    Stranger,
}
