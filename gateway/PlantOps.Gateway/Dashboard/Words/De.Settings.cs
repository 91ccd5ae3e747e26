namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of settings.</summary>
internal sealed partial class De
{
    public string Settings => "Einstellungen";

    public string Devices => "Geräte";

    public string Save => "Speichern";

    public string Saved => "Gespeichert.";

    public string Cancel => "Abbrechen";

    public string FieldsToMend(int count) => count == 1 ? "Ein Feld stimmt noch nicht" : $"{count} Felder stimmen noch nicht";
}
