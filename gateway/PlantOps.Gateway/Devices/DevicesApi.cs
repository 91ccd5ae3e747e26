using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices;

internal static class DevicesApi
{
    public const string LocalPath = "/local/devices";

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/devices").WithTags("Devices").RequireAuthorization(AccessPolicies.Read);
        group.MapGet("/", List)
            .WithSummary("All devices, with their state and latest reading; with retired=true those that are retired, too.")
            .WithDescription(
                """
                In the order in which they were let in: all at once, or with `limit` so many of them, and with `after`, the id of the last
                one of the answer before, those behind it. Where there are very many, ask for parts.
                """);
        group.MapGet("/{id}", Get).WithSummary("One device.").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LocalPath, List).LocalOnly();
        routes.MapGet(LocalPath + "/{id}", Get).LocalOnly();
    }

    /// <summary>The answer where an id names no device.</summary>
    public static ProblemHttpResult NoSuchDevice(string id) => Missing.Of($"There is no device '{id}'.");

    private static Results<Ok<DeviceView[]>, ValidationProblem> List(
        [AsParameters] PageQuery query, DeviceRegistry devices, DeviceViews views, [FromQuery] bool? retired)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        var wanted = retired == true ? devices.All : devices.Active;
        var some = query is { Limit: null, Behind: null } ? wanted : Part(wanted, query, devices);
        return TypedResults.Ok(some.Select(views.Of).ToArray());
    }

    // In the order in which they were let in.
    private static IEnumerable<Device> Part(IEnumerable<Device> wanted, PageQuery query, DeviceRegistry devices)
    {
        var behind = query.Behind is { } after ? devices.Find(after)?.Number ?? int.MaxValue : 0;
        return wanted.Where(device => device.Number > behind).Take(query.Most);
    }

    private static Results<Ok<DeviceView>, ProblemHttpResult> Get(
        string id, DeviceRegistry devices, DeviceViews views, HttpResponse response)
    {
        if (devices.Find(id) is not { } device) return NoSuchDevice(id);
        EntityVersion.Tag(response, device.Version);
        return TypedResults.Ok(views.Of(device));
    }
}
