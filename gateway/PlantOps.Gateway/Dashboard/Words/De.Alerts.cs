namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of alerts.</summary>
internal sealed partial class De
{
    public string Alerts => "Alarme";

    public string NothingToDo => "Nichts zu tun";

    public string GoingOn => "Offen";

    public string Over => "Vorbei";

    public string NothingHere => "Es gibt keine.";

    public string IDoIt => "Ich mache es";

    public string Later => "Später";

    public string MutePlant => "Pflanze stumm";

    public string EndIt => "Wieder berichten";

    public string OpenAlerts(int count) => count == 1 ? "1 Sache zu tun" : $"{count} Sachen zu tun";

    public string HeldMessages(int count) => count == 1
        ? "1 Nachricht wartet, bis Ruhezeit oder Aufschub enden."
        : $"{count} Nachrichten warten, bis Ruhezeit oder Aufschub enden.";

    public string LaterIn(string duration) => $"Wird wieder berichtet: in {duration}.";

    public string ForHours(int hours) => hours == 24 ? "1\u00a0Tag" : $"{hours}\u00a0h";
}
