using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>What the page of a calibration is made of.</summary>
internal sealed record CalibrationFacts(string Id, string Name)
{
    /// <summary>That which goes on; <see langword="null"/> where none does.</summary>
    public SoilCalibration? Going { get; init; }

    /// <summary>Which probes the device has.</summary>
    public IReadOnlyList<int> Probes { get; init; } = [SoilChannels.First];

    /// <summary>Raw values since the probe is where it is.</summary>
    public IReadOnlyList<int> Values { get; init; } = [];

    /// <summary>How it is not connected; <see langword="null"/> where it is.</summary>
    public ReachState? AwayAs { get; init; }

    public int DryBefore { get; init; } = Limits.DefaultSoilDryRaw;

    public int WetBefore { get; init; } = Limits.DefaultSoilWetRaw;

    /// <summary>What the last week read; <see langword="null"/> where nothing was measured.</summary>
    public SoilWeek? Week { get; init; }
}

/// <summary>The least and most of a week.</summary>
internal readonly record struct SoilWeek(double LeastPercent, double MostPercent, double LeastRaw, double MostRaw);

/// <summary>Puts together what the page of a calibration is made of.</summary>
internal sealed class CalibrationReader(
    DeviceReader reader, Calibrations calibrations, SettingsRegistry settings, IReadingStore readings, IRollupStore rollups,
    TimeProvider time)
{
    private const long Week = 7 * 24 * 60 * 60 * 1000;

    public CalibrationFacts? Find(string id)
    {
        if (reader.Find(id) is not { Device.RetiredAt: null } facts) return null;
        var (device, going) = (facts.Device, calibrations.Find(facts.Device));
        var channel = going?.SoilChannel ?? SoilChannels.First;
        var form = new DeviceSettingsForm(settings.Of(device));
        return new CalibrationFacts(device.Id, device.Name)
        {
            Going = going,
            Probes = ProbesOf(device),
            Values = going is null ? [] : calibrations.Values(going),
            AwayAs = facts.State == ReachState.Online ? null : facts.State,
            DryBefore = form.Effective(SettingCatalogue.SoilDryRaw(channel)),
            WetBefore = form.Effective(SettingCatalogue.SoilWetRaw(channel)),
            Week = going?.WetRaw is null ? null : WeekOf(StreamId.Of(device.Number, channel)),
        };
    }

    // Those that have ever given anything; the first where none has.
    private IReadOnlyList<int> ProbesOf(Device device)
    {
        var found = StreamId.AllOf(device.Number).Take(SoilChannels.FirmwareMost)
            .Where(stream => readings.Latest(stream) is not null)
            .Select(stream => stream.SoilChannel);
        return [.. found.DefaultIfEmpty(SoilChannels.First)];
    }

    private SoilWeek? WeekOf(StreamId stream)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var hours = new List<Rollup>();
        rollups.Read(stream, RollupPeriod.Hour, RollupPeriod.Hour.StartOf(now - Week), now, hours, []);
        var (percent, raw) = (MetricRollup.None, MetricRollup.None);
        foreach (var hour in hours)
        {
            percent = percent.Plus(hour.Metrics[Metric.SoilMoisture]);
            raw = raw.Plus(hour.Metrics[Metric.SoilRaw]);
        }

        return percent.Count == 0 || raw.Count == 0 ? null : new SoilWeek(percent.Min, percent.Max, raw.Min, raw.Max);
    }
}
