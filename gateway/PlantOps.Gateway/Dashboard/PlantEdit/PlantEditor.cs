using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>Checks what was typed of a plant, and makes it so, as the API does.</summary>
internal sealed class PlantEditor(
    PlantStore plants, PlantChanges changes, WatchMoves moves, SpeciesCatalogue species, DeviceRegistry devices, AuditLog audit)
{
    /// <summary>What is wrong, by field, in words.</summary>
    public Dictionary<string, string> Check(PlantForm form, SpeciesAnswer meant, Plant? kept, IWords words)
    {
        var wrong = new Dictionary<string, string>();
        var refused = form.ToRequest(meant.Id).Check(species, kept);
        if (refused.ContainsKey("name")) wrong["name"] = string.IsNullOrWhiteSpace(form.Name) ? words.PlantNeedsName
            : words.NotALine(Limits.MaxNameLength);
        if (refused.ContainsKey("place")) wrong["place"] = words.NotALine(Limits.MaxNameLength);
        if (refused.ContainsKey("notes")) wrong["notes"] = words.NotALine(PlantRequest.MaxNotes);
        if (!meant.IsClear) wrong["species"] = meant.Offered.Count == 0 ? words.NoSuchSpecies : words.WhichSpecies;
        if (form.ToWatch() is { } watch && Watches(kept) != StreamOf(watch))
        {
            var unfit = moves.Check(kept?.Id ?? string.Empty, watch);
            if (unfit.ContainsKey("device_id")) wrong["device"] = words.DeviceIsGone;
            if (unfit.ContainsKey("soil_channel")) wrong["channel"] = words.NoSuchProbe;
        }

        return wrong;
    }

    /// <summary>Adds what was checked; its id.</summary>
    public string Add(PlantForm form, string? kind, HttpContext context)
    {
        var plant = changes.Add(form.ToRequest(kind), context.Response);
        audit.Note(context.Principal(), "plant.add", plant.Id, plant.Name);
        if (form.ToWatch() is { } watch && changes.Apply(plant.Id, context, kept => moves.Move(kept, watch)).Plant is not null)
            audit.Note(context.Principal(), "plant.watch", plant.Id);
        return plant.Id;
    }

    /// <summary>Describes a plant as was checked, and has the device watch it, both or neither.</summary>
    /// <returns>Why not; <see langword="null"/> where it was done.</returns>
    public ProblemHttpResult? Change(string id, PlantForm form, string? kind, HttpContext context)
    {
        var (watch, before) = (form.ToWatch(), plants.Find(id)?.Value);
        var isMoved = Watches(before) != StreamOf(watch);
        if (form.Version is { } version) Web.Requests.EntityVersion.Expect(context.Request, version);
        var (plant, refusal) = changes.Apply(id, context, kept => Changed(kept, form.ToRequest(kind), watch));
        if (plant is null) return refusal;
        audit.Note(context.Principal(), "plant.describe", id, plant.Name);
        if (isMoved) audit.Note(context.Principal(), watch is null ? "plant.unwatch" : "plant.watch", id);
        return null;
    }

    private (Plant Plant, IReadOnlyList<RecordChange> More) Changed(
        Versioned<Plant> kept, PlantRequest request, WatchRequest? watch)
    {
        var described = request.ApplyTo(kept.Value);
        if (Watches(kept.Value) == StreamOf(watch)) return (described, []);
        return watch is null ? (described.Unwatched(changes.Now), []) : moves.Move(kept with { Value = described }, watch);
    }

    private static StreamId? Watches(Plant? plant) => plant?.Watched?.Stream;

    private StreamId? StreamOf(WatchRequest? watch) =>
        watch is { DeviceId: { } id, SoilChannel: >= SoilChannels.First and <= SoilChannels.Most and var channel }
        && devices.Find(id) is { } device ? StreamId.Of(device.Number, channel) : null;
}
