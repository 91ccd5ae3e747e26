namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What is wrong.</summary>
public partial interface IWords
{
    string Alerts { get; }

    string NothingToDo { get; }

    string GoingOn { get; }

    string Over { get; }

    string NothingHere { get; }

    string IDoIt { get; }

    string Later { get; }

    string MutePlant { get; }

    string EndIt { get; }

    string OpenAlerts(int count);

    string HeldMessages(int count);

    string LaterIn(string duration);

    string ForHours(int hours);
}
