namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what is watched.</summary>
internal sealed partial class En
{
    public string WhatIsWatched => "What is watched";

    public string WatchTitle(string plant) => $"What is watched at {plant}";

    public string LimitsOf(string species) => $"Limits come from {species}, unless they are your own.";

    public string LimitsOfUnknown =>
        "Its species is not known: only what hardly any plant survives is watched, and what you set.";

    public string OtherRules => "Device, sensors and sudden changes";

    public string NowIs(string value) => $"now {value}";

    public string Limits(bool isLeast, string? warning, string? critical) => (warning, critical) switch
    {
        ({ } warn, { } worst) => $"{(isLeast ? "at least" : "at most")} {warn}, critical {(isLeast ? "below" : "above")} {worst}",
        ({ } warn, null) => $"{(isLeast ? "at least" : "at most")} {warn}",
        _ => $"critical {(isLeast ? "below" : "above")} {critical}",
    };

    public string NoLimitKnown => "No limit is known.";

    public string NothingToSet => "It is watched without a limit.";

    public string RuleIsOff => "It is switched off.";
    public string RuleRests => "May be dry while the plant rests.";

    public string RuleSource(string origin) =>
        origin switch { "own" => "your own", "species" => "as the species", _ => "as for every plant" };

    public string RuleName(string kind, string metric) => kind switch
    {
        "Low" => $"{metric} too low",
        "High" => $"{metric} too high",
        "FastChange" => $"{metric} changes fast",
        "LowLight" => "Too little light in a day",
        "ProbeOut" => "Soil probe out of the soil",
        "HighLight" => "Too much light in a day",
        "NoData" => "Nothing is sent",
        "Implausible" => $"{metric}: values that cannot be",
        "Stuck" => $"{metric}: the same for too long",
        "WeakSignal" => "Weak Wi-Fi signal",
        "LowBattery" => "Low battery",
        _ => "Lost readings",
    };

    public string ChangeIt => "Change";

    public string WarnAt(string unit) => $"Warn beyond, {unit}";

    public string CriticalAt(string unit) => $"Critical beyond, {unit}";

    public string WatchThis => "Watch this";

    public string TryIt => "Try it on the last 30 days";

    public string AsTheSpecies => "As the species";

    public string AsTheDefault => "As for every plant";

    public string WouldHaveSaid(int days, int alerts) =>
        alerts switch { 0 => $"{days} days: no alert", 1 => $"{days} days: 1 alert", _ => $"{days} days: {alerts} alerts" };

    public string SaidAsItIs(int alerts) =>
        alerts == 1 ? "As it is now: 1 alert." : $"As it is now: {(alerts == 0 ? "no alert" : $"{alerts} alerts")}.";

    public string NotANumber => "A number, or nothing for what the species or the default has.";

    public string CriticalBeforeWarning => "It would be critical before it is a warning: set both.";
}
