using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>The scale of a plant's soil probe, and what its waterings teach of it.</summary>
internal static class PlantCalibrationApi
{
    private const string Route = "/{id}/calibration";

    public static void MapPlantCalibration(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, Get).Needs(rights.Read)
            .WithSummary("How a plant's soil probe is calibrated, and what its waterings propose instead.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route + "/take", Take).Needs(rights.Manage).Audited("plant.calibration.take")
            .WithSummary("Sets what is proposed as the device's calibration.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route + "/refuse", Refuse).Needs(rights.Manage).Audited("plant.calibration.refuse")
            .WithSummary("Refuses what is proposed. It is not proposed again unless it has changed clearly.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<PlantCalibrationView>, ProblemHttpResult> Get(
        string id, PlantStore plants, CalibrationProposals proposals) =>
        plants.Find(id) is { } plant
            ? TypedResults.Ok(PlantCalibrationView.Of(proposals.Of(plant.Value)))
            : PlantsApi.NoSuchPlant(id);

    private static async Task<Results<Ok<PlantCalibrationView>, ValidationProblem, ProblemHttpResult>> Take(
        string id, HttpContext context, PlantStore plants, CalibrationProposals proposals)
    {
        if (plants.Find(id) is not { Value: var plant }) return PlantsApi.NoSuchPlant(id);
        if (await proposals.Take(plant, context.Principal()) is not { } errors) return Nothing(id);
        return errors.Count > 0
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(PlantCalibrationView.Of(proposals.Of(plant)));
    }

    private static Results<Ok<PlantCalibrationView>, ProblemHttpResult> Refuse(
        string id, PlantStore plants, CalibrationProposals proposals)
    {
        if (plants.Find(id) is not { Value: var plant }) return PlantsApi.NoSuchPlant(id);
        return proposals.Refuse(plant) ? TypedResults.Ok(PlantCalibrationView.Of(proposals.Of(plant))) : Nothing(id);
    }

    private static ProblemHttpResult Nothing(string id) => Missing.Of($"Nothing is proposed for the soil probe of '{id}'.");
}

/// <summary>How a plant's soil probe is calibrated.</summary>
internal sealed class PlantCalibrationView
{
    /// <summary>Whose probe it is; <c>null</c> where no device watches the plant, and then so is the rest.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Which of the device's probes, 1 to 4.</summary>
    public int? SoilChannel { get; init; }

    /// <summary>Raw value at 0 %, in dry air; <c>null</c> where nobody has set one.</summary>
    public int? SoilDryRaw { get; init; }

    /// <summary>Raw value at 100 %, in water.</summary>
    public int? SoilWetRaw { get; init; }

    /// <summary>
    /// What its waterings teach; <c>null</c> where they have not shown enough, or nothing new, or it was refused.
    /// </summary>
    public CalibrationProposalView? Proposal { get; init; }

    public static PlantCalibrationView Of(ProbeCalibration? probe) => probe is null ? new() : new()
    {
        DeviceId = probe.Device.Id,
        SoilChannel = probe.SoilChannel,
        SoilDryRaw = probe.DryRaw,
        SoilWetRaw = probe.WetRaw,
        Proposal = probe.Proposal is { } proposal ? CalibrationProposalView.Of(probe, proposal) : null,
    };
}

/// <summary>A calibration that a plant's waterings teach.</summary>
internal sealed class CalibrationProposalView
{
    /// <summary>Raw value at 0 %; <c>null</c> where the probe gives percent only.</summary>
    public int? SoilDryRaw { get; init; }

    /// <summary>Raw value at 100 %.</summary>
    public int? SoilWetRaw { get; init; }

    /// <summary>What percent are multiplied by in the device's mapping; <c>null</c> where raw values are calibrated.</summary>
    public double? Factor { get; init; }

    /// <summary>What is added to percent then.</summary>
    public double? Offset { get; init; }

    /// <summary>Raw value half a day after a thorough watering, when water has run out below: 70 %.</summary>
    public int? FieldCapacityRaw { get; init; }

    /// <summary>Raw value at which drying comes to an end: 10 %.</summary>
    public int? DryPointRaw { get; init; }

    /// <summary>What is shown of field capacity now, %; <c>null</c> where nothing is.</summary>
    public double? FieldCapacityNow { get; init; }

    /// <summary>What is shown of the dry point now, %.</summary>
    public double? DryPointNow { get; init; }

    /// <summary>Of how many thorough waterings it was learned.</summary>
    public required int Waterings { get; init; }

    public static CalibrationProposalView Of(ProbeCalibration probe, SoilScale proposal) => new()
    {
        SoilDryRaw = proposal.IsRaw ? proposal.DryRaw : null,
        SoilWetRaw = proposal.IsRaw ? proposal.WetRaw : null,
        Factor = proposal.IsRaw ? null : Math.Round(proposal.Factor, 4),
        Offset = proposal.IsRaw ? null : Math.Round(proposal.Offset, 2),
        FieldCapacityRaw = proposal.IsRaw ? (int)Math.Round(proposal.FieldCapacity) : null,
        DryPointRaw = proposal.IsRaw ? (int)Math.Round(proposal.DryPoint) : null,
        FieldCapacityNow = Rounded(probe.Shows(proposal, proposal.FieldCapacity)),
        DryPointNow = Rounded(probe.Shows(proposal, proposal.DryPoint)),
        Waterings = proposal.Waterings,
    };

    private static double? Rounded(double? percent) => percent is { } known ? Math.Round(known, 1) : null;
}
