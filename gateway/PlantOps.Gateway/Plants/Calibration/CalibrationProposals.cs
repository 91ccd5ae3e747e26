using System.Collections.Concurrent;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry.Mapping;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>
/// Proposes calibrations that a plant's waterings teach. Nothing changes by itself: somebody takes one, or refuses it, and what
/// was refused is not proposed again unless it has changed clearly.
/// </summary>
internal sealed class CalibrationProposals(
    DeviceRegistry devices, SettingsRegistry settings, SettingsChanges changes, FieldMappings mappings, IRollupStore rollups,
    IRecords records, TimeProvider time)
{
    // What a pot teaches changes by the week.
    private static readonly TimeSpan Good = TimeSpan.FromHours(3);

    // Points by which the calibration must be off, and a part of the scale by which what was refused must have changed.
    private const double MinOff = 6;
    private const double MinChange = 0.15;
    private const int MaxKept = 5000;

    private readonly RecordStore<CalibrationAnswer> _answers =
        new(records, RecordSet.CalibrationAnswers, PlantRecordsJson.Default.CalibrationAnswer);

    private readonly ConcurrentDictionary<(string Plant, Watch Watch), (SoilScale? Scale, long At)> _scales = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Which calibration a plant's probe has; <see langword="null"/> where nothing measures it.</summary>
    public ProbeCalibration? Of(Plant plant)
    {
        if (plant.Watched is not { } watch || devices.Find(watch.Device) is not { RetiredAt: null } device) return null;
        var kept = settings.Of(device);
        var wanted = SoilFromRaw.PointsOf(kept.Desired, watch.SoilChannel);
        var (dry, wet) = wanted is (not null, not null) ? wanted : SoilFromRaw.PointsOf(kept.Reported, watch.SoilChannel);
        var now = new ProbeCalibration(device, watch.SoilChannel, dry, wet, null);
        return now with { Proposal = ScaleOf(plant, watch, now) is { } scale && IsWorthSaying(plant, now, scale) ? scale : null };
    }

    /// <summary>When the plant's probe was last calibrated by a proposal: what it showed before is of another scale.</summary>
    public long? TakenAt(Plant plant) =>
        _answers.Find(plant.Id)?.Value is { IsTaken: true } answer && answer.IsOf(plant) ? answer.At : null;

    /// <summary>
    /// Sets what is proposed as the device's calibration; which fields are wrong, and then nothing has changed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public async Task<Dictionary<string, string[]>?> Take(Plant plant, Principal who)
    {
        if (Of(plant) is not { Proposal: { } proposal } probe) return null;
        var errors = proposal.IsRaw
            ? await changes.Apply(
                probe.Device,
                Calibrations.WithPoints(new SettingsChange(), probe.SoilChannel, proposal.DryRaw, proposal.WetRaw),
                who)
            : Map(probe, proposal);
        if (errors.Count == 0) Keep(plant, proposal, isTaken: true);
        return errors;
    }

    /// <summary>Whether there was something to refuse.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public bool Refuse(Plant plant)
    {
        if (Of(plant) is not { Proposal: { } proposal }) return false;
        Keep(plant, proposal, isTaken: false);
        return true;
    }

    private Dictionary<string, string[]> Map(ProbeCalibration probe, SoilScale proposal)
    {
        var mapping = PercentScale.On(mappings.Of(probe.Device), probe.SoilChannel, proposal);
        var errors = FieldMappingRules.Check(mapping);
        if (errors.Count == 0) mappings.Put(probe.Device, mapping);
        return errors;
    }

    private void Keep(Plant plant, SoilScale proposal, bool isTaken) => records.TryCommit(
    [
        _answers.Put(plant.Id, new CalibrationAnswer
        {
            Device = plant.Watched!.Device, SoilChannel = plant.Watched.SoilChannel, At = Now, IsTaken = isTaken,
            IsRaw = proposal.IsRaw, FieldCapacity = proposal.FieldCapacity, DryPoint = proposal.DryPoint,
        }),
    ]);

    private SoilScale? ScaleOf(Plant plant, Watch watch, ProbeCalibration now)
    {
        if (_scales.TryGetValue((plant.Id, watch), out var known) && time.GetElapsedTime(known.At) < Good) return known.Scale;
        if (_scales.Count >= MaxKept) _scales.Clear();
        var hours = new List<Rollup>();
        var from = RollupPeriod.Hour.StartOf(Math.Max(watch.From, Now - DryForecast.Lookback));
        rollups.Read(watch.Stream, RollupPeriod.Hour, from, RollupPeriod.Hour.StartOf(Now), hours, []);
        // One that works its percent out by itself, and does not say by what, would not listen.
        var listens = now.DryRaw is not null || hours.TrueForAll(hour => hour.Metrics[Metric.SoilMoisture].Count == 0);
        var since = TakenAt(plant) ?? 0;
        var scale = listens ? SoilScale.Learn(hours)
            : SoilScale.Learn([.. hours.Where(hour => hour.Start >= since)], Metric.SoilMoisture);
        _scales[(plant.Id, watch)] = (scale, time.GetTimestamp());
        return scale;
    }

    private bool IsWorthSaying(Plant plant, ProbeCalibration now, SoilScale scale)
    {
        var isScale = scale.DryRaw - scale.WetRaw >= Limits.MinSoilSpan && scale.WetRaw >= 0 && scale.DryRaw <= Limits.MaxSoilRaw;
        if (scale.IsRaw && !isScale) return false;
        if (now.Shows(scale, scale.FieldCapacity) is { } capacity && now.Shows(scale, scale.DryPoint) is { } dry
            && Math.Abs(capacity - SoilScale.AtCapacity) < MinOff && Math.Abs(dry - SoilScale.AtDryPoint) < MinOff) return false;
        return _answers.Find(plant.Id)?.Value is not { IsTaken: false } refused || !refused.IsOf(plant)
            || refused.IsRaw != scale.IsRaw
            || Math.Max(Math.Abs(refused.FieldCapacity - scale.FieldCapacity), Math.Abs(refused.DryPoint - scale.DryPoint))
                > MinChange * Math.Abs(scale.FieldCapacity - scale.DryPoint);
    }
}

/// <summary>How a plant's probe is calibrated.</summary>
/// <param name="Device">Whose probe it is.</param>
/// <param name="SoilChannel">Which of its probes.</param>
/// <param name="DryRaw">Raw value at 0 %; <see langword="null"/> where nobody has set one.</param>
/// <param name="WetRaw">Raw value at 100 %.</param>
/// <param name="Proposal">What its waterings teach; <see langword="null"/> where that is nothing new.</param>
internal sealed record ProbeCalibration(Device Device, int SoilChannel, int? DryRaw, int? WetRaw, SoilScale? Proposal)
{
    /// <summary>What it shows of a value now, %; <see langword="null"/> where it shows nothing.</summary>
    public double? Shows(SoilScale scale, double value) => !scale.IsRaw ? value
        : DryRaw is { } dry && WetRaw is { } wet && dry > wet ? RawTrace.ToPercent(value, dry, wet) : null;
}

/// <summary>What somebody said to a proposal, as it is kept.</summary>
internal sealed record CalibrationAnswer
{
    /// <summary>The device's number.</summary>
    public required int Device { get; init; }

    /// <summary>Which of its soil probes, 1 to 4.</summary>
    public int SoilChannel { get; init; } = SoilChannels.First;

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    public required bool IsTaken { get; init; }

    /// <summary>Whether what follows is raw, or in percent.</summary>
    public required bool IsRaw { get; init; }

    public required double FieldCapacity { get; init; }

    public required double DryPoint { get; init; }

    public bool IsOf(Plant plant) => plant.Watched is { } watch && watch.Device == Device && watch.SoilChannel == SoilChannel;
}
