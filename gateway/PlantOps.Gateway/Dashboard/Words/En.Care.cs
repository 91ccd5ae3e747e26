using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what plants need next.</summary>
internal sealed partial class En
{
    private static readonly string[] CareMonths =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public string CareTitle => "What it needs";

    public string CareThisWeek => "This week";

    public string NothingThisWeek => "Nothing to do this week.";

    public string ToDoCount(int count) => count == 1 ? "1 thing to do this week" : $"{count} things to do this week";

    public string CareDone => "Done";

    public string CareAway => "Going away?";

    public string CareSafety => "Poison";

    public string CareRestsOn => "Why?";

    public string CareAtTheTurn => "At the turn of the season";

    public string CareNotKnown(string what) => $"Not known: {what}.";

    public string CareWordedBy(string model) => $"Reasons worded by {model}; what to do is by rules.";

    public string CareAsOf => "As of";

    public string CareToday => "today";

    public string CareUntilTomorrow => "until tomorrow";

    public string CareUntil(DateOnly day) => $"until {CareDay(day)}";

    public string CareFrom(DateOnly day) => $"from {CareDay(day)}";

    public string CareDueSince(DateOnly day) => $"due since {CareDay(day)}";

    public string CareBetween(DateOnly first, DateOnly last) => $"{CareDay(first)} to {CareDay(last)}";

    private static string CareDay(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day}\u00a0{CareMonths[day.Month - 1]}");
}
