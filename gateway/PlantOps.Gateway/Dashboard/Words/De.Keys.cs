namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of keys, and alerts that are new.</summary>
internal sealed partial class De
{
    public string KeysTitle => "Tasten";

    public string KeysHelp => "Auf jeder Seite. Jede tut, was dort ein Link oder ein Knopf tut.";

    public string KeySearch => "suchen";

    public string KeyNext => "die nächste";

    public string KeyPrevious => "die vorige";

    public string SwitchKeysOn => "Tasten in diesem Browser einschalten";

    public string SwitchKeysOff => "Tasten in diesem Browser ausschalten";

    public string NewAlerts(int alerts) => alerts == 1 ? "1 weiterer Alarm: zeigen" : $"{alerts} weitere Alarme: zeigen";
}
