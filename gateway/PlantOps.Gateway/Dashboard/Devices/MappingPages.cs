using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>What a device sends beside what is read: kept as something, by a preset, or not any more.</summary>
internal static class MappingPages
{
    public static void MapMappingPages(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/devices/{id}/mapping").RequireAuthorization(AccessPolicies.Manage);
        group.MapPost("/", Keep);
        group.MapPost("/preset", Choose);
        group.MapPost("/remove", Remove);
    }

    private static async Task<IResult> Keep(
        string id, HttpContext context, DeviceRegistry devices, FieldMappings mappings, AuditLog audit,
        DeviceDetailsReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (mapping, refusal) = MappingForm.Read(form, mappings.Of(device), Languages.Of(context.Request));
        return mapping is null
            ? DevicePages.Page(id, context, reader, refusal)
            : Put(context, device, mapping, mappings, audit);
    }

    private static async Task<IResult> Choose(
        string id, HttpContext context, DeviceRegistry devices, FieldMappings mappings, AuditLog audit)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var preset = form[MappingForm.Preset].ToString();
        var mapping = mappings.Of(device) with { Preset = preset.Length == 0 ? null : preset };

        // The page's own list has no other.
        return FieldMappingRules.Check(mapping).Count > 0 ? Back(context, id) : Put(context, device, mapping, mappings, audit);
    }

    private static async Task<IResult> Remove(
        string id, HttpContext context, DeviceRegistry devices, FieldMappings mappings, AuditLog audit)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Put(context, device, mappings.Of(device).Without(form[MappingForm.Field].ToString()), mappings, audit);
    }

    private static IResult Put(
        HttpContext context, Device device, FieldMapping mapping, FieldMappings mappings, AuditLog audit)
    {
        mappings.Put(device, mapping);
        audit.Note(context.Principal(), "device.map", device.Id);
        return Back(context, device.Id);
    }

    private static IResult Back(HttpContext context, string id) => Navigation.To(context, $"/devices/{id}#mapping");
}
