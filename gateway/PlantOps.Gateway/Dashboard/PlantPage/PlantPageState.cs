using PlantOps.Gateway.Dashboard.Ask;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What a plant's page shows beside what it always does.</summary>
internal sealed record PlantPageState
{
    /// <summary>What the chart shows, where somebody chose that.</summary>
    public ChartChoice? Chart { get; init; }

    /// <summary>An entry that was refused, to be mended.</summary>
    public JournalFormView? Form { get; init; }

    /// <summary>What is wrong with a picture that was sent.</summary>
    public string? PhotoProblem { get; init; }

    /// <summary>What was asked, and what came of it.</summary>
    public AskView? Ask { get; init; }

    /// <summary>What a model saw in a picture.</summary>
    public LookView? Look { get; init; }
}
