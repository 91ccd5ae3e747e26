namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of settings.</summary>
internal sealed partial class En
{
    public string Settings => "Settings";

    public string Devices => "Devices";

    public string Save => "Save";

    public string Saved => "Saved.";

    public string Cancel => "Cancel";

    public string FieldsToMend(int count) => count == 1 ? "One field is not right yet" : $"{count} fields are not right yet";
}
