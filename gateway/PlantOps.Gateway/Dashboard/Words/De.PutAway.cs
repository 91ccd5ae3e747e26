namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of plants that were given up and kept.</summary>
internal sealed partial class De
{
    public string PutAwayPlants => "Archivierte Pflanzen";

    public string PutAwayListHelp =>
        "Was war, bleibt. Eine zurückgeholte Pflanze wird wieder beobachtet, sobald sie ein Gerät hat. Samt Daten entfernt, sind "
        + "Tagebuch, Bilder und Alarme für immer fort, und was nur an ihr gemessen wurde, auch.";

    public string NothingPutAway => "Keine Pflanze ist archiviert.";

    public string BringBack => "Zurückholen";

    public string PutAwayCount(int plants) => plants == 1 ? "Eine archivierte Pflanze" : $"{plants} archivierte Pflanzen";

    public string PutAwayBy(string who) => $"Archiviert von {who}.";
}
