namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Finding plants.</summary>
public partial interface IWords
{
    string AtPlaces { get; }

    string SearchPlants { get; }

    string Search { get; }

    string ShowMore(int plants);
}
