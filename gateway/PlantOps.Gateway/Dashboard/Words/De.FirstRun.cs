namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of the first run.</summary>
internal sealed partial class De
{
    public string GetACode => "Code holen";

    public string StartAVirtualPlant => "Starten";

    public string LookAround => "Nur mal umsehen";

    public string LookAroundHelp =>
        "Das startet ein zweites Gateway mit sechs virtuellen Pflanzen und einem erfundenen Jahr. An deinem ändert es nichts.";

    public string OwnerAddsPlants => "Die erste Pflanze legt an, wem PlantOps gehört.";

    public string Virtual => "virtuell";

    public string Demo => "Demo";

    public string DemoSays => "Demo: Diese Pflanzen und alle Messwerte sind ausgedacht.";

    public string TakeAway => "Wegnehmen";

    public string VirtualPlantName => "Grünlilie";
}
