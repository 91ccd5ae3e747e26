using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Where a plant's day begins: a machine or container that nobody told has UTC.</summary>
internal sealed class TimeZoneCheck(string? setting) : ICheck
{
    // Any would do; where it is not there, none is.
    private const string Known = "Europe/Berlin";

    public string Name => CheckNames.TimeZone;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
    {
        TimeZoneInfo.ClearCachedData();
        var local = TimeZoneInfo.Local;
        var facts = new ZoneFacts(
            setting, local.Id, local.BaseUtcOffset == TimeSpan.Zero && !local.SupportsDaylightSavingTime,
            TimeZoneInfo.TryFindSystemTimeZoneById(Known, out _));
        return Task.FromResult<IReadOnlyList<Finding>?>([.. Judge(facts)]);
    }

    public static IEnumerable<Finding> Judge(ZoneFacts facts)
    {
        var key = FindingValue.Open(CrossFeatureSettings.TimeZone.Key);
        if (!facts.AreZonesKnown) yield return new Finding(FaultKind.ZoneUnknown);
        else if (string.IsNullOrEmpty(facts.Setting) && facts.IsLocalUtc)
            yield return new Finding(FaultKind.ZoneUnset, key, FindingValue.Open(CrossFeatureSettings.TimeZone.Variable));
    }
}

/// <summary>What is known of the zone.</summary>
/// <param name="Setting">What is configured.</param>
/// <param name="Local">The machine's own.</param>
/// <param name="IsLocalUtc">Whether that is UTC the whole year.</param>
/// <param name="AreZonesKnown">Whether the machine knows any zone by name.</param>
internal sealed record ZoneFacts(string? Setting, string Local, bool IsLocalUtc, bool AreZonesKnown);
