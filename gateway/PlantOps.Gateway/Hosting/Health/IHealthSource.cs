namespace PlantOps.Gateway.Hosting.Health;

/// <summary>A part of the gateway that can say whether it works. Asked on every probe: it answers from memory.</summary>
internal interface IHealthSource
{
    /// <summary>Its name in the answer: <c>broker</c>, <c>store</c>, <c>certificates</c> …</summary>
    string Component { get; }

    /// <summary>Whether the gateway is of use without it; where it is not, <c>/api/ready</c> turns 503 with the reason.</summary>
    bool NeededForReady { get; }

    /// <summary>What is wrong, for the owner; <see langword="null"/> while it works.</summary>
    string? Problem();

    /// <summary>What there is to say while it works; nothing as a rule.</summary>
    string? Detail() => null;
}
