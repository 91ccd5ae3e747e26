using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices.Mapping;

/// <summary>How a device's fields are read that are not the contract's.</summary>
internal static class MappingApi
{
    private const string Route = "/{id}/mapping";

    public static void MapFieldMappings(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/api/v1/devices").WithTags("Devices"), RouteRights.Api);
        Map(routes.MapGroup(DevicesApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder group, RouteRights rights)
    {
        group.MapGet(Route, Get)
            .Needs(rights.Read)
            .WithSummary("How a device's fields are read that are not the contract's, and what there is to choose from.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut(Route, Put)
            .Needs(rights.Manage)
            .Audited("device.map")
            .WithSummary("Says how a device's fields are read from now on.")
            .WithDescription(
                """
                `pointer` is a JSON pointer within a reading, `*` in it any name; `as` what the field is; `unit`, `factor` and
                `offset` how its value becomes one in the metric's own unit: value × factor + offset, then the unit. One's own
                fields count before those of the preset, and both before every name that is known without them. What was set
                aside before can be read again.
                """)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete(Route, Remove)
            .Needs(rights.Manage)
            .Audited("device.map")
            .WithSummary("Reads a device's messages as the contract has it again.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<FieldMappingView>, ProblemHttpResult> Get(
        string id, DeviceRegistry devices, FieldMappings mappings) =>
        devices.Find(id) is { } device ? TypedResults.Ok(FieldMappingView.Of(mappings.Of(device))) : DevicesApi.NoSuchDevice(id);

    private static Results<Ok<FieldMappingView>, ValidationProblem, ProblemHttpResult> Put(
        string id, FieldMapping mapping, DeviceRegistry devices, FieldMappings mappings)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        if (FieldMappingRules.Check(mapping) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        mappings.Put(device, mapping);
        return TypedResults.Ok(FieldMappingView.Of(mapping));
    }

    private static Results<Ok<FieldMappingView>, ProblemHttpResult> Remove(
        string id, DeviceRegistry devices, FieldMappings mappings)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        mappings.Remove(device);
        return TypedResults.Ok(FieldMappingView.Of(new FieldMapping()));
    }
}

/// <summary>A mapping, and what there is to choose from.</summary>
internal sealed class FieldMappingView
{
    /// <summary><c>null</c> where there is none.</summary>
    public required string? Preset { get; init; }

    /// <summary>One's own, which count first.</summary>
    public required IReadOnlyList<FieldRule> Fields { get; init; }

    /// <summary>What the preset has.</summary>
    public required IReadOnlyList<FieldRule> PresetFields { get; init; }

    /// <summary>Presets that there are.</summary>
    public required IReadOnlyList<string> Presets { get; init; }

    /// <summary>What a field may be.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Units that a value may be in.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    public static FieldMappingView Of(FieldMapping mapping) => new()
    {
        Preset = mapping.Preset,
        Fields = mapping.Fields ?? [],
        PresetFields = mapping.Preset is { } preset ? MappingPresets.Find(preset) ?? [] : [],
        Presets = MappingPresets.Names,
        Targets = FieldRule.Targets,
        Units = FieldRule.Units,
    };
}
