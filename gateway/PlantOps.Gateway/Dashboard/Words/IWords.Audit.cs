namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Who did what.</summary>
public partial interface IWords
{
    string Audit { get; }

    string AuditHelp { get; }

    string ByWhom { get; }

    string AboutWhat { get; }

    string Everything { get; }

    string TheThing { get; }

    string Find { get; }

    string Older { get; }

    string NothingOfThatKind { get; }

    string GoOnLooking { get; }

    /// <summary>What entries are about, by how they begin: <c>plant</c>.</summary>
    string AuditKind(string kind);

    /// <summary>What was done, by its name in the log: <c>plant.add</c>; one that is not known as it is.</summary>
    string WasDone(string what);
}
