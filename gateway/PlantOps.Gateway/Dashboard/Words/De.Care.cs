using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what plants need next.</summary>
internal sealed partial class De
{
    private static readonly string[] CareMonths =
        ["Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

    public string CareTitle => "Was sie braucht";

    public string CareThisWeek => "Diese Woche";

    public string NothingThisWeek => "Diese Woche ist nichts zu tun.";

    public string ToDoCount(int count) =>
        count == 1 ? "Diese Woche ist 1 Sache zu tun" : $"Diese Woche sind {count} Sachen zu tun";

    public string CareDone => "Erledigt";

    public string CareAway => "Verreisen?";

    public string CareSafety => "Gift";

    public string CareRestsOn => "Warum?";

    public string CareAtTheTurn => "Zum Wechsel der Jahreszeit";

    public string CareNotKnown(string what) => $"Nicht bekannt: {what}.";

    public string CareWordedBy(string model) => $"Gründe in den Worten von {model}; was zu tun ist, sagen Regeln.";

    public string CareAsOf => "Stand";

    public string CareToday => "heute";

    public string CareUntilTomorrow => "bis morgen";

    public string CareUntil(DateOnly day) => $"bis {CareDay(day)}";

    public string CareFrom(DateOnly day) => $"ab {CareDay(day)}";

    public string CareDueSince(DateOnly day) => $"fällig seit {CareDay(day)}";

    public string CareBetween(DateOnly first, DateOnly last) => $"{CareDay(first)} bis {CareDay(last)}";

    private static string CareDay(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day}.\u00a0{CareMonths[day.Month - 1]}");
}
