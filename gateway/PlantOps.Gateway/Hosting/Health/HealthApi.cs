using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PlantOps.Gateway.Hosting.Health;

internal static class HealthApi
{
    public const string ReadyPath = Prefix + "/ready";

    private const string Prefix = "/api";

    /// <summary>Of this program.</summary>
    public static readonly string Version =
        typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefix).WithTags("Health");
        group.MapGet("/health", Health).WithSummary("State of each component.");
        group.MapGet("/ready", Ready).WithSummary("Whether readings are taken in and kept.");
    }

    /// <summary>How each part is now.</summary>
    public static HealthReport Report(IEnumerable<IHealthSource> sources)
    {
        var components = sources.ToDictionary(source => source.Component, StateOf);
        return new HealthReport
        {
            Status = components.Values.All(component => component.Reason is null) ? "ok" : "degraded",
            Version = Version,
            Components = components,
        };
    }

    private static Ok<HealthReport> Health(IEnumerable<IHealthSource> sources) => TypedResults.Ok(Report(sources));

    private static Results<Ok<ReadyReport>, ProblemHttpResult> Ready(IEnumerable<IHealthSource> sources)
    {
        var problems = sources
            .Where(source => source.NeededForReady)
            .Select(source => ProblemOf(source) is { } reason ? $"{source.Component}: {reason}" : null)
            .OfType<string>()
            .ToList();
        return problems.Count == 0
            ? TypedResults.Ok(new ReadyReport { Status = "ready" })
            : TypedResults.Problem(
                string.Join(" ", problems), statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not ready");
    }

    private static ComponentHealth StateOf(IHealthSource source)
    {
        var reason = ProblemOf(source);
        return new ComponentHealth
        {
            Status = reason is null ? "ok" : "failed",
            Reason = reason,
            Detail = reason is null ? source.Detail() : null,
        };
    }

    // A part that cannot even say how it is does not silence the others.
    private static string? ProblemOf(IHealthSource source)
    {
        try
        {
            return source.Problem();
        }
        catch (Exception exception)
        {
            return FaultReason.Of(exception);
        }
    }
}
