namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>What a model may say of a picture: these, in words of ours, and nothing else.</summary>
internal static class PhotoFindings
{
    public const string Healthy = "healthy";

    /// <summary>Nothing certain; also where it said what is not listed.</summary>
    public const string Unsure = "unsure";

    public static readonly string[] All =
    [
        Healthy, "yellow_leaves", "brown_tips", "spots", "wilting", "pests", "webs", "mould", "leggy", "scorched", "damaged",
        "flowering", "no_plant", Unsure,
    ];
}
