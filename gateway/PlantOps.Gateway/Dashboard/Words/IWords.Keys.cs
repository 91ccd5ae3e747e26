namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Keys, and alerts that are new.</summary>
public partial interface IWords
{
    string KeysTitle { get; }

    string KeysHelp { get; }

    string KeySearch { get; }

    string KeyNext { get; }

    string KeyPrevious { get; }

    string SwitchKeysOn { get; }

    string SwitchKeysOff { get; }

    string NewAlerts(int alerts);
}
