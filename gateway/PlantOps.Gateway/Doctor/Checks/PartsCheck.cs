using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>What the running gateway says of its own parts.</summary>
internal sealed class PartsCheck(IEnumerable<IHealthSource> sources) : ICheck
{
    public string Name => CheckNames.Gateway;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>([.. Judge(HealthApi.Report(sources))]);

    public static IEnumerable<Finding> Judge(HealthReport report) =>
        from part in report.Components
        where part.Value.Reason is not null
        orderby part.Key
        select new Finding(FaultKind.PartFailing, FindingValue.Open(part.Key), part.Value.Reason);
}
