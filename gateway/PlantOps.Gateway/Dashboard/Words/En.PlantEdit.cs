namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of finding, adding and editing plants.</summary>
internal sealed partial class En
{
    public string AddPlant => "Add a plant";

    public string EditPlant(string plant) => $"Edit {plant}";

    public string Edit => "Edit";

    public string BackToPlant => "The plant";

    public string PlantNameField => "Name";

    public string PlantSpeciesField => "Species";

    public string PlantSpeciesHelp =>
        "Any name of it, in Latin, English or German. Left empty, only what hardly any plant survives is watched.";

    public string PlantPlaceField => "Place";

    public string PlantPlaceHelp => "Where it stands: a room, a shelf, a window.";

    public string PlantNotesField => "Notes";

    public string PlantDeviceField => "Device that watches it";

    public string NoDevice => "None yet";

    public string NoDeviceYet => "No device has been let in yet; one can be chosen later.";

    public string DeviceWith(string device, string plants) => $"{device}, now with {plants}";

    public string PlantProbeField => "Soil probe";

    public string PlantProbeHelp => "Which of the device's probes is in the pot, where it has several.";

    public string PlantShareField => "Other plants keep this device too";

    public string PlantShareHelp => "For plants in one pot or on one shelf. Otherwise the device moves to this plant.";

    public string SpeciesFound => "Species that may be meant";

    public string NoneOfTheseSpecies => "None of these: only what hardly any plant survives is watched";

    public string WhichSpecies => "Several species are like that: choose one.";

    public string NoSuchSpecies => "No species is called anything like it. Leave it empty, or try another name.";

    public string PlantNeedsName => "A plant needs a name.";

    public string NotALine(int most) => $"At most {most} characters, all of which can be seen.";

    public string DeviceIsGone => "This device is not there any more.";

    public string NoSuchProbe => "A probe from 1 to 16.";

    public string PlantChangedMeanwhile =>
        "Somebody changed this plant in the meantime. What you typed is below: look at it and save again.";

    public string GiveUp => "Give it up";

    public string PutAwayHelp => "It is watched no more and leaves the page of plants. Its history stays.";

    public string PutAway => "Put it away";

    public string IsPutAway => "It is put away. A device that watches it brings it back.";

    public string RemoveWithData => "Remove it with its data";

    public string RemoveWithDataHelp =>
        "Its journal, pictures and alerts go for ever, and so does what was measured of it alone.";

    public string TypeItsName(string plant) => $"Type its name: {plant}";

    public string NotItsName => "That is not its name.";

    public string RemoveForEver => "Remove for ever";

    public string FoundBy(string kind, string name) => kind switch
    {
        "English" => $"English: {name}",
        "German" => $"German: {name}",
        "French" => $"French: {name}",
        "Spanish" => $"Spanish: {name}",
        _ => $"also called {name}",
    };

    public string NameNotKnown(string words) =>
        $"“{words}” is not known: this may be another plant.";

    public string? DangerOf(string pets, string children) => (pets, children) switch
    {
        ("Toxic", "Toxic") => "toxic to pets and children",
        ("Toxic", _) => "toxic to pets",
        (_, "Toxic") => "toxic to children",
        ("Irritant", _) or (_, "Irritant") => "irritates mouth and skin",
        ("None", "None") => null,
        ("None", _) => "not known whether it is toxic to children",
        _ => "not known whether it is toxic",
    };

    public string AtPlaces => "Places";

    public string SearchPlants => "Name, place or species";

    public string Search => "Search";

    public string ShowMore(int plants) => $"Show more ({plants})";
}
