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
        group.MapGet("/", List).WithSummary("All devices, with their state and latest reading; with retired=true those that are retired, too.");
        group.MapGet("/{id}", Get).WithSummary("One device.").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LocalPath, List).LocalOnly();
        routes.MapGet(LocalPath + "/{id}", Get).LocalOnly();
    }

    /// <summary>The answer where an id names no device.</summary>
    public static ProblemHttpResult NoSuchDevice(string id) => Missing.Of($"There is no device '{id}'.");

    private static Ok<DeviceView[]> List(DeviceRegistry devices, DeviceViews views, [FromQuery] bool retired = false) =>
        TypedResults.Ok((retired ? devices.All : devices.Active).Select(views.Of).ToArray());

    private static Results<Ok<DeviceView>, ProblemHttpResult> Get(string id, DeviceRegistry devices, DeviceViews views, HttpResponse response)
    {
        if (devices.Find(id) is not { } device) return NoSuchDevice(id);
        EntityVersion.Tag(response, device.Version);
        return TypedResults.Ok(views.Of(device));
    }
}
