namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what is watched.</summary>
internal sealed partial class De
{
    public string WhatIsWatched => "Was beachtet wird";

    public string WatchTitle(string plant) => $"Was bei {plant} beachtet wird";

    public string LimitsOf(string species) => $"Die Grenzen sind die von {species}, wo du keine eigenen setzt.";

    public string LimitsOfUnknown =>
        "Ihre Art ist nicht bekannt: Beachtet wird nur, was kaum eine Pflanze übersteht, und was du setzt.";

    public string OtherRules => "Gerät, Fühler und plötzliche Änderungen";

    public string NowIs(string value) => $"jetzt {value}";

    public string Limits(bool isLeast, string? warning, string? critical) =>
        (warning, critical) switch
    {
        ({ } warn, { } worst) =>
            $"{(isLeast ? "mindestens" : "höchstens")} {warn}, kritisch {(isLeast ? "unter" : "über")} {worst}",
        ({ } warn, null) => $"{(isLeast ? "mindestens" : "höchstens")} {warn}",
        _ => $"kritisch {(isLeast ? "unter" : "über")} {critical}",
    };

    public string NoLimitKnown => "Dafür ist keine Grenze bekannt.";

    public string NothingToSet => "Das wird ohne Grenze beachtet.";

    public string RuleIsOff => "Das ist ausgeschaltet.";
    public string RuleRests => "Darf trocken sein, solange die Pflanze ruht.";

    public string RuleSource(string origin) =>
        origin switch { "own" => "eigene Grenze", "species" => "wie die Art", _ => "wie bei jeder Pflanze" };

    public string RuleName(string kind, string metric) => kind switch
    {
        "Low" => $"{metric} zu niedrig",
        "High" => $"{metric} zu hoch",
        "FastChange" => $"{metric} ändert sich schnell",
        "LowLight" => "Zu wenig Licht am Tag",
        "ProbeOut" => "Bodenfühler nicht in der Erde",
        "HighLight" => "Zu viel Licht am Tag",
        "NoData" => "Es kommt nichts",
        "Implausible" => $"{metric}: Werte, die nicht sein können",
        "Stuck" => $"{metric}: zu lange derselbe Wert",
        "WeakSignal" => "Schwaches WLAN",
        "LowBattery" => "Schwache Batterie",
        _ => "Verlorene Messwerte",
    };

    public string ChangeIt => "Ändern";

    public string WarnAt(string unit) => $"Warnen ab, {unit}";

    public string CriticalAt(string unit) => $"Kritisch ab, {unit}";

    public string WatchThis => "Darauf achten";

    public string TryIt => "An den letzten 30 Tagen probieren";

    public string AsTheSpecies => "Wie die Art";

    public string AsTheDefault => "Wie bei jeder Pflanze";

    public string WouldHaveSaid(int days, int alerts) =>
        alerts switch { 0 => $"{days} Tage: kein Alarm", 1 => $"{days} Tage: 1 Alarm", _ => $"{days} Tage: {alerts} Alarme" };

    public string SaidAsItIs(int alerts) =>
        alerts == 1 ? "So wie es ist: 1 Alarm." : $"So wie es ist: {(alerts == 0 ? "kein Alarm" : $"{alerts} Alarme")}.";

    public string NotANumber => "Eine Zahl, oder nichts für das, was die Art oder die Vorgabe hat.";

    public string CriticalBeforeWarning => "So wäre es kritisch, bevor gewarnt wird: Setze beide.";
}
