namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Settings, and forms.</summary>
public partial interface IWords
{
    string Settings { get; }

    string Devices { get; }

    string Save { get; }

    string Saved { get; }

    string Cancel { get; }

    string FieldsToMend(int count);
}
