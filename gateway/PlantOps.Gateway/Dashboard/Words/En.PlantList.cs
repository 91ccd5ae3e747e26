namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of finding plants.</summary>
internal sealed partial class En
{
    public string AtPlaces => "Places";

    public string SearchPlants => "Name, place or species";

    public string Search => "Search";

    public string ShowMore(int plants) => $"Show more ({plants})";
}
