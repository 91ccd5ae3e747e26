namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of keys, and alerts that are new.</summary>
internal sealed partial class En
{
    public string KeysTitle => "Keys";

    public string KeysHelp => "On every page. Each does what a link or a button there does.";

    public string KeySearch => "search";

    public string KeyNext => "the next one";

    public string KeyPrevious => "the one before";

    public string SwitchKeysOn => "Switch keys on in this browser";

    public string SwitchKeysOff => "Switch keys off in this browser";

    public string NewAlerts(int alerts) => alerts == 1 ? "1 more alert: show it" : $"{alerts} more alerts: show them";
}
