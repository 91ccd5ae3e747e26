namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of adding and editing plants.</summary>
internal sealed partial class De
{
    public string AddPlant => "Pflanze hinzufügen";

    public string EditPlant(string plant) => $"{plant} bearbeiten";

    public string Edit => "Bearbeiten";

    public string BackToPlant => "Zur Pflanze";

    public string PlantNameField => "Name";

    public string PlantSpeciesField => "Art";

    public string PlantSpeciesHelp =>
        "Irgendein Name, lateinisch, deutsch oder englisch. Bleibt es leer, wird nur beachtet, was kaum eine Pflanze übersteht.";

    public string PlantPlaceField => "Platz";

    public string PlantPlaceHelp => "Wo sie steht: ein Zimmer, ein Regal, ein Fenster.";

    public string PlantNotesField => "Notizen";

    public string PlantDeviceField => "Gerät, das nach ihr sieht";

    public string NoDevice => "Noch keines";

    public string NoDeviceYet => "Noch ist kein Gerät eingelassen; es lässt sich später wählen.";

    public string DeviceWith(string device, string plants) => $"{device}, jetzt bei {plants}";

    public string PlantProbeField => "Bodenfühler";

    public string PlantProbeHelp => "Welcher Fühler des Geräts im Topf steckt, wenn es mehrere hat.";

    public string PlantShareField => "Andere Pflanzen behalten dieses Gerät auch";

    public string PlantShareHelp =>
        "Für Pflanzen in einem Topf oder auf einem Regal. Sonst wechselt das Gerät zu dieser Pflanze.";

    public string SpeciesFound => "Arten, die gemeint sein können";

    public string NoneOfTheseSpecies => "Keine davon: Beachtet wird nur, was kaum eine Pflanze übersteht";

    public string WhichSpecies => "Mehrere Arten passen dazu: Wähle eine.";

    public string NoSuchSpecies => "Keine Art heißt so ähnlich. Lass es leer oder versuche einen anderen Namen.";

    public string PlantNeedsName => "Eine Pflanze braucht einen Namen.";

    public string NotALine(int most) => $"Höchstens {most} Zeichen, und nur solche, die man sieht.";

    public string DeviceIsGone => "Dieses Gerät gibt es nicht mehr.";

    public string NoSuchProbe => "Ein Fühler von 1 bis 16.";

    public string PlantChangedMeanwhile =>
        "Jemand hat sie inzwischen geändert. Was du eingegeben hast, steht unten: Sieh es durch und speichere noch einmal.";

    public string GiveUp => "Entfernen";

    public string PutAwayHelp => "Niemand sieht mehr nach ihr, und sie verschwindet von der Seite der Pflanzen. Was war, bleibt.";

    public string PutAway => "Archivieren";

    public string IsPutAway => "Sie ist archiviert. Ein Gerät, das nach ihr sieht, bringt sie zurück.";

    public string RemoveWithData => "Samt allen Daten entfernen";

    public string RemoveWithDataHelp =>
        "Tagebuch, Bilder und Alarme sind dann für immer fort, und was nur an ihr gemessen wurde, auch.";

    public string TypeItsName(string plant) => $"Gib ihren Namen ein: {plant}";

    public string NotItsName => "Das ist nicht ihr Name.";

    public string RemoveForEver => "Für immer entfernen";

    public string FoundBy(string kind, string name) => kind switch
    {
        "English" => $"englisch: {name}",
        "German" => $"deutsch: {name}",
        "French" => $"französisch: {name}",
        "Spanish" => $"spanisch: {name}",
        _ => $"auch {name}",
    };

    public string NameNotKnown(string words) =>
        $"„{words}“ ist nicht bekannt: Es kann eine andere Pflanze sein.";

    public string? DangerOf(string pets, string children) => (pets, children) switch
    {
        ("Toxic", "Toxic") => "giftig für Tiere und Kinder",
        ("Toxic", _) => "giftig für Tiere",
        (_, "Toxic") => "giftig für Kinder",
        ("Irritant", _) or (_, "Irritant") => "reizt Mund und Haut",
        ("None", "None") => null,
        ("None", _) => "ob giftig für Kinder, ist nicht bekannt",
        _ => "ob giftig, ist nicht bekannt",
    };

    public string AtPlaces => "Plätze";

    public string SearchPlants => "Name, Platz oder Art";

    public string Search => "Suchen";

    public string ShowMore(int plants) => $"Mehr zeigen ({plants})";
}
