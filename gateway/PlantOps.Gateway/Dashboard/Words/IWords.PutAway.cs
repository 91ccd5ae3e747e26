namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Words of plants that were given up and kept.</summary>
public partial interface IWords
{
    string PutAwayPlants { get; }

    string PutAwayListHelp { get; }

    string NothingPutAway { get; }

    string BringBack { get; }

    string PutAwayCount(int plants);

    string PutAwayBy(string who);
}
