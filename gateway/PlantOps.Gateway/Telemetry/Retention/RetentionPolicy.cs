using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>
/// How long history is kept: as it is configured, until an owner says otherwise while the gateway runs; then as they said, on
/// each gateway of the store.
/// </summary>
internal sealed class RetentionPolicy
{
    private const string Id = "days";

    private readonly IRecords _records;
    private readonly RecordStore<RetentionDays> _store;
    private readonly RetentionOptions _options;
    private readonly RetentionDays _configured;

    public RetentionPolicy(IRecords records, IOptions<RetentionOptions> options)
    {
        _records = records;
        _store = new RecordStore<RetentionDays>(records, RecordSet.Retention, TelemetryJson.Default.RetentionDays);
        _options = options.Value;
        _configured = RetentionDays.Of(_options);
    }

    /// <summary>What holds now.</summary>
    public RetentionDays Now => RetentionDays.Of(_options);

    /// <summary>Takes over what was said last, here or at another gateway. Before anything is let go of.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what held before still does.</exception>
    public void Refresh() => Apply(_store.Find(Id)?.Value ?? _configured);

    /// <summary>From now on; nothing is let go of before the next run.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public void Change(RetentionDays days)
    {
        _records.TryCommit([_store.Put(Id, days)]);
        Apply(days);
    }

    private void Apply(RetentionDays days) =>
        (_options.RawDays, _options.QuarterHourDays, _options.HourDays, _options.DayDays) =
        (days.RawDays, days.QuarterHourDays, days.HourDays, days.DayDays);
}

/// <summary>For how many days history is kept; 0 is for ever. Each tier at least as long as the finer one before it.</summary>
internal sealed record RetentionDays
{
    private static readonly NumberSetting[] Settings =
        [RetentionOptions.RawDaysSetting, RetentionOptions.QuarterHourDaysSetting, RetentionOptions.HourDaysSetting,
            RetentionOptions.DayDaysSetting];

    /// <summary>As they are called on the wire, from fine to coarse.</summary>
    public static readonly IReadOnlyList<string> Names = ["raw_days", "quarter_hour_days", "hour_days", "day_days"];

    /// <summary>Every reading as it came.</summary>
    public required int RawDays { get; init; }

    /// <summary>Minimum, mean, maximum and count of quarter hours.</summary>
    public required int QuarterHourDays { get; init; }

    /// <summary>The same of hours.</summary>
    public required int HourDays { get; init; }

    /// <summary>The same of days.</summary>
    public required int DayDays { get; init; }

    public static RetentionDays Of(RetentionOptions options) => Of([.. Tiers.All.Select(options.DaysOf)]);

    /// <param name="days">In the order of <see cref="Names"/>.</param>
    public static RetentionDays Of(IReadOnlyList<int> days) =>
        new() { RawDays = days[0], QuarterHourDays = days[1], HourDays = days[2], DayDays = days[3] };

    public int DaysOf(Tier tier) => InOrder()[(int)tier];

    public IReadOnlyList<int> InOrder() => [RawDays, QuarterHourDays, HourDays, DayDays];

    /// <summary>Every number that cannot be, by its name on the wire, and why.</summary>
    public Dictionary<string, string[]> Check()
    {
        var errors = new Dictionary<string, string[]>();
        var days = InOrder();
        for (var i = 0; i < days.Count; i++)
        {
            var isAllowed = days[i] == 0 || (days[i] >= Settings[i].Min && days[i] <= Settings[i].Max);
            if (!isAllowed) errors[Names[i]] = [$"0, for ever, or {Settings[i].Min} to {Settings[i].Max} days."];
            else if (i > 0 && days[i] != 0 && (days[i - 1] == 0 || days[i - 1] > days[i]))
                errors[Names[i]] = ["Coarser history is kept at least as long as the finer before it."];
        }

        return errors;
    }
}
