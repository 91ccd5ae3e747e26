namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Adding and editing plants.</summary>
public partial interface IWords
{
    string AddPlant { get; }

    string EditPlant(string plant);

    string Edit { get; }

    string BackToPlant { get; }

    string PlantNameField { get; }

    string PlantSpeciesField { get; }

    string PlantSpeciesHelp { get; }

    string PlantPlaceField { get; }

    string PlantPlaceHelp { get; }

    string PlantNotesField { get; }

    string PlantDeviceField { get; }

    string NoDevice { get; }

    string NoDeviceYet { get; }

    string DeviceWith(string device, string plants);

    string PlantProbeField { get; }

    string PlantProbeHelp { get; }

    string PlantShareField { get; }

    string PlantShareHelp { get; }

    string SpeciesFound { get; }

    string NoneOfTheseSpecies { get; }

    string WhichSpecies { get; }

    string NoSuchSpecies { get; }

    string PlantNeedsName { get; }

    /// <summary>What is wrong with a text that is too long or has characters that cannot be seen.</summary>
    string NotALine(int most);

    string DeviceIsGone { get; }

    string NoSuchProbe { get; }

    string PlantChangedMeanwhile { get; }

    string GiveUp { get; }

    string PutAwayHelp { get; }

    string PutAway { get; }

    string IsPutAway { get; }

    string RemoveWithData { get; }

    string RemoveWithDataHelp { get; }

    string TypeItsName(string plant);

    string NotItsName { get; }

    string RemoveForEver { get; }

    /// <summary>By which name a species was found, and what kind of name that is.</summary>
    string FoundBy(string kind, string name);

    /// <summary>That a part of what was typed is of no name that is known, so that it may be another plant.</summary>
    string NameNotKnown(string words);

    /// <summary>What a plant does to those who chew on it, by the names of how toxic it is.</summary>
    string? DangerOf(string pets, string children);

    string AtPlaces { get; }

    string SearchPlants { get; }

    string Search { get; }

    string ShowMore(int plants);
}
