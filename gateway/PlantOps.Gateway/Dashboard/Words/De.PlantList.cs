namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of finding plants.</summary>
internal sealed partial class De
{
    public string AtPlaces => "Plätze";

    public string SearchPlants => "Name, Platz oder Art";

    public string Search => "Suchen";

    public string ShowMore(int plants) => $"Mehr zeigen ({plants})";
}
