namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of comparing.</summary>
internal sealed partial class De
{
    public string CompareTitle => "Vergleichen";

    public string CompareHelp => "Bis zu vier Pflanzen, oder eine mit sich selbst ebenso lange davor.";

    public string CompareThem => "Vergleichen";

    public string PlantNumber(int number) => $"Pflanze {number}";

    public string NoFurtherPlant => "–";

    public string TheTimeBefore(string days) => $"{days} davor";

    public string WhoseLine => "Linie";

    public string Least => "Kleinster";

    public string MeanOf => "Mittel";

    public string Most => "Größter";
}
