namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>When a plant will be too dry.</summary>
public partial interface IWords
{
    /// <summary>Within whole days from now.</summary>
    string DryBetween(int first, int last);

    /// <summary>The same as a sentence.</summary>
    string TooDryBetween(int first, int last);

    /// <summary>A range of days, and the day that is most likely.</summary>
    string MostLikelyIn(string range, int days);

    /// <summary>Why nobody knows, by the name of the reason.</summary>
    string DryNotKnown(string why);
}
