namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What plants need next.</summary>
public partial interface IWords
{
    string CareTitle { get; }

    string CareThisWeek { get; }

    string NothingThisWeek { get; }

    string ToDoCount(int count);

    string CareDone { get; }

    string CareAway { get; }

    string CareSafety { get; }

    string CareRestsOn { get; }

    string CareAtTheTurn { get; }

    string CareNotKnown(string what);

    /// <summary>Which model said why.</summary>
    string CareWordedBy(string model);

    string CareAsOf { get; }

    string CareToday { get; }

    string CareUntilTomorrow { get; }

    /// <summary>Up to a day.</summary>
    string CareUntil(DateOnly day);

    /// <summary>From a day on.</summary>
    string CareFrom(DateOnly day);

    /// <summary>It should have been done.</summary>
    string CareDueSince(DateOnly day);

    string CareBetween(DateOnly first, DateOnly last);
}
