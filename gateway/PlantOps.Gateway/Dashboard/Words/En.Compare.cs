namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of comparing.</summary>
internal sealed partial class En
{
    public string CompareTitle => "Compare";

    public string CompareHelp => "Up to four plants, or one with itself as long before.";

    public string CompareThem => "Compare";

    public string PlantNumber(int number) => $"Plant {number}";

    public string NoFurtherPlant => "–";

    public string TheTimeBefore(string days) => $"{days} before";

    public string WhoseLine => "Line";

    public string Least => "Least";

    public string MeanOf => "Mean";

    public string Most => "Most";
}
