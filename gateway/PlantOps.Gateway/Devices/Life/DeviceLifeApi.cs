using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices.Life;

/// <summary>Renaming, releasing, replacing and retiring devices.</summary>
internal static class DeviceLifeApi
{
    public static void MapDeviceLife(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/devices").WithTags("Devices").RequireAuthorization(AccessPolicies.Manage);
        Map(group);
        Map(routes.MapGroup(DevicesApi.LocalPath).LocalOnly());
    }

    private static void Map(IEndpointRouteBuilder group)
    {
        group.MapPatch("/{id}", Rename)
            .Audited("device.rename",
                (request, _) => new AuditSubject(request.GetArgument<string>(0), request.GetArgument<DeviceRename>(1).Name))
            .WithSummary("Renames a device.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapPost("/{id}/release", Release)
            .Audited("device.release")
            .WithSummary("Forgets a device's password and disconnects it; its history stays, and it can be claimed again.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/claim", Claim)
            .WithSummary("Makes a one-time code with which other hardware becomes this device and keeps its history.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/retire", Retire)
            .Audited("device.retire")
            .WithSummary("Takes a device out of lists for good; its history stays.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<DeviceView>, ValidationProblem, ProblemHttpResult> Rename(
        string id, DeviceRename change, DeviceRegistry devices, ShownLife life, HttpContext context)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        if (DeviceNames.Check(change.Name) is { } errors) return TypedResults.ValidationProblem(errors);
        if (EntityVersion.Check(context.Request, device.Version, out var expected) is { } refusal) return refusal;
        if (life.Life.Rename(device, change.Name!.Trim(), expected) is not { } renamed) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, renamed.Version);
        return TypedResults.Ok(life.Views.Of(renamed));
    }

    private static Results<Ok<DeviceView>, ProblemHttpResult> Release(string id, DeviceRegistry devices, ShownLife life) =>
        devices.Find(id) is not { } device ? DevicesApi.NoSuchDevice(id)
        : life.Life.Release(device) is { } released ? TypedResults.Ok(life.Views.Of(released))
        : IsRetired(device);

    private static Results<Ok<NewCode>, ProblemHttpResult> Claim(
        string id, DeviceRegistry devices, Enrolments enrolments, HttpContext context)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        return enrolments.Claim(device, context.Principal()) is { } code ? TypedResults.Ok(code) : IsRetired(device);
    }

    private static Results<Ok<DeviceView>, ProblemHttpResult> Retire(string id, DeviceRegistry devices, ShownLife life) =>
        devices.Find(id) is { } device && life.Life.Retire(device) is { } retired
            ? TypedResults.Ok(life.Views.Of(retired))
            : DevicesApi.NoSuchDevice(id);

    private static ProblemHttpResult IsRetired(Device device) => TypedResults.Problem(
        $"{device.Name} is retired.",
        statusCode: StatusCodes.Status409Conflict,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.DeviceRetired });
}

/// <summary>What happens to devices, and how they look then.</summary>
internal sealed record ShownLife(DeviceLife Life, DeviceViews Views);

/// <summary>What to call it.</summary>
internal sealed class DeviceRename
{
    public string? Name { get; init; }
}
