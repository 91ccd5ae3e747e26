using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What a device should be, and what it is.</summary>
internal static class SettingsApi
{
    private const string Route = "/{id}/settings";

    private static readonly string Known =
        string.Join("; ", DeviceSettingNames.Plain.Select(one => $"`{one.Name}`, {one.Meaning}"));

    public static void MapDeviceSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/devices").WithTags("Devices");
        group.MapGet(Route, Get)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("What a device should be, what it says that it is, and whether that is the same.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPatch(Route, Change)
            .RequireAuthorization(AccessPolicies.Manage)
            .WithSummary("Changes settings of a device; it takes them at once, or as soon as it is connected.")
            .WithDescription($"What is left out stays. There are: {Known}; and `pins` and `sensors`.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet(DevicesApi.LocalPath + Route, Get).LocalOnly();
        routes.MapPatch(DevicesApi.LocalPath + Route, Change).LocalOnly();
    }

    private static Results<Ok<SettingsView>, ProblemHttpResult> Get(
        string id, DeviceRegistry devices, SettingsRegistry settings) =>
        devices.Find(id) is { } device ? TypedResults.Ok(SettingsView.Of(settings.Of(device))) : DevicesApi.NoSuchDevice(id);

    private static async Task<Results<Ok<SettingsView>, ValidationProblem, ProblemHttpResult>> Change(
        string id, SettingsChange change, DeviceRegistry devices, SettingsRegistry settings, SettingsChanges changes,
        HttpContext context)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        var errors = await changes.Apply(device, change, context.Principal());
        return errors.Count > 0 ? TypedResults.ValidationProblem(errors) : TypedResults.Ok(SettingsView.Of(settings.Of(device)));
    }
}
