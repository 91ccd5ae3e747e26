using PlantOps.Contracts;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of messages that could not be read.</summary>
internal sealed partial class De
{
    public string SetAside => "Beiseitegelegt";

    public string SetAsideHelp =>
        "Eine Nachricht, die sich nicht lesen lässt, wird mit dem Grund aufgehoben, die neuesten 10.000. Was sich beim nächsten "
        + "Versuch lesen lässt, wird mit der Zeit gespeichert, die es hatte.";

    public string EveryMessageRead => "Jede Nachricht ließ sich lesen.";

    public string TryAgain => "Noch einmal versuchen";

    public string TryAllAgain => "Alle noch einmal versuchen";

    public string TakeMessageAway => "Entfernen";

    public string TakeAllAway => "Alle entfernen";

    public string TakenAwayForGood => "Was entfernt ist, lässt sich nicht zurückholen.";

    public string WhatIsInIt => "Was darin steht";

    public string OlderOnes => "Ältere";

    public string UnknownDevice => "Ein Gerät, das nicht mehr bekannt ist";

    public string CouldNotBeRead(int messages) => messages switch
    {
        0 => EveryMessageRead,
        1 => "1 Nachricht ließ sich nicht lesen.",
        _ => $"{messages} Nachrichten ließen sich nicht lesen.",
    };

    public string TriedAgain(int read, int left) => (read, left) switch
    {
        (0, 0) => "Es gab nichts, was zu versuchen war.",
        (0, 1) => "Sie lässt sich noch immer nicht lesen.",
        (0, _) => $"Keine von {left} Nachrichten lässt sich schon lesen.",
        (1, 0) => "1 Nachricht ist gelesen und gespeichert.",
        (_, 0) => $"{read} Nachrichten sind gelesen und gespeichert.",
        _ => $"{read} gelesen und gespeichert, {left} lassen sich noch nicht lesen.",
    };

    public string SetAsideReason(string reason) => reason switch
    {
        ErrorCodes.TooLarge => "Zu groß",
        ErrorCodes.UnknownTopic => "Unbekanntes Topic",
        ErrorCodes.Refused => "Vom Speicher abgelehnt",
        _ => "Nicht lesbar",
    };

    public string Bytes(long count) => $"{count}\u00a0Byte";
}
