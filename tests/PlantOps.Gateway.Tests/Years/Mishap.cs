namespace PlantOps.Gateway.Tests.Years;

/// <summary>Something that goes wrong with what watches a plant.</summary>
/// <param name="Plant">Its name; <see langword="null"/> where it is all of them.</param>
/// <param name="Kind">What.</param>
/// <param name="From">Included, Unix milliseconds.</param>
/// <param name="To">Excluded.</param>
internal sealed record Mishap(string? Plant, MishapKind Kind, long From, long To)
{
    public bool IsAt(string plant, long time) => (Plant is null || Plant == plant) && time >= From && time < To;
}

internal enum MishapKind
{
    /// <summary>The probe lies beside the pot.</summary>
    ProbeOut,

    /// <summary>The air sensor repeats its last values.</summary>
    Frozen,

    /// <summary>A DHT22 whose line is broken: all bits are ones, −0.1 °C and 255 %.</summary>
    AllOnes,

    /// <summary>The same with all bits zeros.</summary>
    AllZeros,

    /// <summary>It has no power.</summary>
    Dead,
}

/// <summary>A problem that a judge of the year must find.</summary>
/// <param name="Name">For people.</param>
/// <param name="Plant">The plant's name; <see langword="null"/> where at any of them will do.</param>
/// <param name="From">When it truly began, Unix milliseconds.</param>
/// <param name="To">When it was truly over.</param>
/// <param name="Within">How long after its beginning it must have been told, in milliseconds.</param>
/// <param name="Rules">Rules that may tell it, by the beginnings or ends of their ids.</param>
internal sealed record PlantedProblem(string Name, string? Plant, long From, long To, long Within, params string[] Rules)
{
    /// <summary>Whether nothing less than a critical alert will do.</summary>
    public bool IsCritical { get; init; }

    public bool IsToldBy(string rule) =>
        Array.Exists(Rules, one => one.StartsWith('.') ? rule.EndsWith(one, StringComparison.Ordinal) : rule == one);
}
