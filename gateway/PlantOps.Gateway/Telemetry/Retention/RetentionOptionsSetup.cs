using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Reads and checks <see cref="RetentionOptions"/>; by hand, to name every mistake at once.</summary>
internal sealed class RetentionOptionsSetup(IConfiguration configuration) : IConfigureOptions<RetentionOptions>, IValidateOptions<RetentionOptions>
{
    /// <summary>A day must be over, and readings that were held up in it.</summary>
    private const int Shortest = 2;

    private const int Longest = 36_500;
    private const int Wrong = -1;

    public void Configure(RetentionOptions options)
    {
        options.RawDays = Days(nameof(options.RawDays), options.RawDays);
        options.QuarterHourDays = Days(nameof(options.QuarterHourDays), options.QuarterHourDays);
        options.HourDays = Days(nameof(options.HourDays), options.HourDays);
        options.DayDays = Days(nameof(options.DayDays), options.DayDays);
    }

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        (string Key, int Days)[] tiers =
        [
            (Key(nameof(options.RawDays)), options.RawDays), (Key(nameof(options.QuarterHourDays)), options.QuarterHourDays),
            (Key(nameof(options.HourDays)), options.HourDays), (Key(nameof(options.DayDays)), options.DayDays),
        ];
        var errors = tiers.Where(tier => tier.Days == Wrong)
            .Select(tier => $"{tier.Key}: '{configuration[tier.Key]}' is neither 0, for ever, nor a number of days from {Shortest} to {Longest}.")
            .ToList();
        for (var i = 1; i < tiers.Length; i++)
        {
            var (finer, coarser) = (tiers[i - 1], tiers[i]);
            if (finer.Days == Wrong || coarser.Days is Wrong or 0) continue;
            if (finer.Days == 0 || finer.Days > coarser.Days)
                errors.Add($"{coarser.Key}: {coarser.Days} days is shorter than {finer.Key}, {Say(finer.Days)}; coarser history is kept at least as long.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private int Days(string name, int otherwise) => configuration[Key(name)] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is 0 or >= Shortest and <= Longest ? days
        : Wrong;

    private static string Key(string name) => $"{RetentionOptions.Section}:{name}";

    private static string Say(int days) => days == 0 ? "for ever" : $"{days} days";
}
