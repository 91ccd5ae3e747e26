namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>What its owner set up.</summary>
internal sealed class AdvisorSetup
{
    /// <summary>As it is now.</summary>
    public AdvisorSettings Current { get; set; } = new();
}
