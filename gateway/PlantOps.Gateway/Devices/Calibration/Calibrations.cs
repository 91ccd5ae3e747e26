using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices.Calibration;

/// <summary>
/// Calibrates soil probes: the device measures as often as it can and stays awake for ten minutes, its owner holds the probe in
/// air and then in water, and both points are set at once. What the device was before is kept before it is changed, so that it
/// is put back whatever happens in between.
/// </summary>
internal sealed class Calibrations(
    IRecords records, SettingsRegistry settings, SettingsChanges changes, IReadingStore readings, DeviceRegistry devices,
    TimeProvider time)
{
    /// <summary>How long nobody needs to go on until the device is as before.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Values that are shown.</summary>
    public const int Shown = 30;

    // Ten minutes at the shortest interval, and a buffer's worth more.
    private const int MaxRead = 1000;
    private const long Ahead = Limits.MaxClockAhead;

    private readonly RecordStore<SoilCalibration> _store =
        new(records, RecordSet.Calibrations, DeviceRecordsJson.Default.SoilCalibration);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>That of a device which goes on.</summary>
    public SoilCalibration? Find(Device device) =>
        _store.Find(device.Id)?.Value is { } found && found.EndsAt > Now ? found : null;

    /// <summary>Begins one, or begins it anew.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public async Task Begin(Device device, int soilChannel, Principal who)
    {
        var kept = settings.Of(device);
        var before = _store.Find(device.Id)?.Value;
        var calibration = new SoilCalibration
        {
            Device = device.Number,
            SoilChannel = soilChannel,
            EndsAt = Now + (long)Lifetime.TotalMilliseconds,
            StepAt = Now,
            IntervalBefore = before?.IntervalBefore ?? kept.Desired?.IntervalS ?? kept.Reported?.IntervalS
                ?? device.IntervalSeconds,
            SleptBefore = before?.SleptBefore ?? kept.Desired?.Sleep ?? kept.Reported?.Sleep ?? false,
        };
        records.TryCommit([_store.Put(device.Id, calibration)]);
        await changes.Apply(
            device, new SettingsChange { IntervalS = Limits.MinInterval, Sleep = calibration.SleptBefore ? false : null }, who);
    }

    /// <summary>Raw values since the probe is where it is, the latest last; those that cannot be trusted are left out.</summary>
    public IReadOnlyList<int> Values(SoilCalibration calibration)
    {
        var found = new List<Reading>();
        var stream = StreamId.Of(calibration.Device, calibration.SoilChannel);
        readings.Read(stream, calibration.StepAt, Now + Ahead, MaxRead, found, []);
        return
        [
            .. found.Where(reading => reading.Qualities[Metric.SoilRaw] == Quality.Ok
                && double.IsFinite(reading.Values[Metric.SoilRaw]))
                .Select(reading => (int)reading.Values[Metric.SoilRaw]).TakeLast(Shown),
        ];
    }

    /// <summary>Takes the point where the probe is: first dry air, then water. Whether the probe was at rest.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public bool Take(Device device)
    {
        if (Find(device) is not { } calibration) return false;
        var values = Values(calibration);
        if (!RawTrace.IsSteady(values)) return false;
        var raw = RawTrace.Median(values);
        var next = calibration with { StepAt = Now, EndsAt = Now + (long)Lifetime.TotalMilliseconds };
        next = calibration.DryRaw is null ? next with { DryRaw = raw } : next with { WetRaw = raw };
        records.TryCommit([_store.Put(device.Id, next)]);
        return true;
    }

    /// <summary>Sets both points and puts the device back, in one change; which fields are wrong, and then nothing has
    /// changed.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public async Task<Dictionary<string, string[]>> Apply(Device device, Principal who)
    {
        if (Find(device) is not { DryRaw: { } dry, WetRaw: { } wet } calibration) return [];
        var errors = await changes.Apply(device, WithPoints(Before(device, calibration), calibration.SoilChannel, dry, wet), who);
        if (errors.Count == 0) records.TryCommit([_store.Delete(device.Id)]);
        return errors;
    }

    /// <summary>Puts the device back as it was, without its points.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; it is tried again.</exception>
    public async Task End(Device device, Principal who)
    {
        if (_store.Find(device.Id)?.Value is not { } calibration) return;
        var back = Before(device, calibration);
        if (SettingsMerge.ByName(back).Count > 0) await changes.Apply(device, back, who);
        records.TryCommit([_store.Delete(device.Id)]);
    }

    /// <summary>Puts devices back whose time is over.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; it is tried again.</exception>
    public async Task EndExpired()
    {
        foreach (var kept in _store.Read(RecordRange.All))
        {
            if (kept.Value.EndsAt > Now) continue;
            if (devices.Find(kept.Value.Device) is { RetiredAt: null } device) await End(device, Principal.Gateway);
            else records.TryCommit([_store.Delete(kept.Id)]);
        }
    }

    // What somebody has changed meanwhile stays as they want it.
    private SettingsChange Before(Device device, SoilCalibration calibration)
    {
        var desired = settings.Of(device).Desired;
        return new SettingsChange
        {
            IntervalS = desired?.IntervalS == Limits.MinInterval && calibration.IntervalBefore != Limits.MinInterval
                ? calibration.IntervalBefore : null,
            Sleep = calibration.SleptBefore && desired?.Sleep == false ? true : null,
        };
    }

    /// <summary>A change that sets both points of a soil channel too.</summary>
    public static SettingsChange WithPoints(SettingsChange change, int channel, int dry, int wet) => channel switch
    {
        2 => change with { SoilDryRaw2 = dry, SoilWetRaw2 = wet },
        3 => change with { SoilDryRaw3 = dry, SoilWetRaw3 = wet },
        4 => change with { SoilDryRaw4 = dry, SoilWetRaw4 = wet },
        _ => change with { SoilDryRaw = dry, SoilWetRaw = wet },
    };
}

/// <summary>Puts devices back whose calibration was left: also after a restart.</summary>
internal sealed class CalibrationEnding(Calibrations calibrations, Supervisor supervisor, ILogger<CalibrationEnding> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override string Component => "calibrations";

    protected override string Title => "Putting devices back after a calibration";

    protected override Task Run(CancellationToken stopping) => calibrations.EndExpired();
}
