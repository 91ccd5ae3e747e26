namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of the first run.</summary>
internal sealed partial class En
{
    public string GetACode => "Get a code";

    public string StartAVirtualPlant => "Start one";

    public string LookAround => "Just look around";

    public string LookAroundHelp =>
        "This starts a second gateway with six virtual plants and a year of made-up history. Nothing of yours is touched.";

    public string OwnerAddsPlants => "Its owner adds the first plant.";

    public string Virtual => "virtual";

    public string Demo => "Demo";

    public string DemoSays => "Demo: these plants and all that was measured are made up.";

    public string TakeAway => "Take it away";

    public string VirtualPlantName => "Spider plant";
}
