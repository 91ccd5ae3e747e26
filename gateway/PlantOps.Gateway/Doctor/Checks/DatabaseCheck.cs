using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>The database server, where there is one: whether it answers, is new enough and lets the gateway do what it
/// must.</summary>
internal sealed class DatabaseCheck(StoreOptions options) : ICheck
{
    /// <summary>Earlier ones lack what the tables are made with.</summary>
    public const int MinMajor = 15;

    public string Name => CheckNames.Database;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>(Read() is { } facts ? [.. Judge(facts)] : []);

    public static IEnumerable<Finding> Judge(StoreServerFacts facts)
    {
        if (facts.Problem is { } problem)
        {
            yield return new Finding(FaultKind.DatabaseUnreachable, problem);
            yield break;
        }

        if (facts.Major < MinMajor) yield return new Finding(FaultKind.DatabaseOld, facts.Major, MinMajor);
        if (facts.IsStandby) yield return new Finding(FaultKind.DatabaseStandby);
        else if (!facts.MayCreate) yield return new Finding(FaultKind.DatabaseRights, facts.Schema ?? "?");
    }

    private StoreServerFacts? Read() => options.Provider?.Look?.Invoke(options.ConnectionString);
}
