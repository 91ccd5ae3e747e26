using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Reads and checks <see cref="RetentionOptions"/>; by hand, to name every mistake at once.</summary>
internal sealed class RetentionOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<RetentionOptions>, IValidateOptions<RetentionOptions>
{
    private const int Wrong = -1;

    public void Configure(RetentionOptions options)
    {
        options.RawDays = Days(RetentionOptions.RawDaysSetting);
        options.QuarterHourDays = Days(RetentionOptions.QuarterHourDaysSetting);
        options.HourDays = Days(RetentionOptions.HourDaysSetting);
        options.DayDays = Days(RetentionOptions.DayDaysSetting);
    }

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        (NumberSetting Setting, int Days)[] tiers =
        [
            (RetentionOptions.RawDaysSetting, options.RawDays),
            (RetentionOptions.QuarterHourDaysSetting, options.QuarterHourDays),
            (RetentionOptions.HourDaysSetting, options.HourDays), (RetentionOptions.DayDaysSetting, options.DayDays), ];
        var errors = tiers.Where(tier => tier.Days == Wrong)
            .Select(tier =>
                $"{tier.Setting.Key}: '{configuration[tier.Setting.Key]}' is neither 0, for ever, nor a number of days from {tier.Setting.Min} to {tier.Setting.Max}.")
            .ToList();
        for (var i = 1; i < tiers.Length; i++)
        {
            var (finer, coarser) = (tiers[i - 1], tiers[i]);
            if (finer.Days == Wrong || coarser.Days is Wrong or 0) continue;
            if (finer.Days == 0 || finer.Days > coarser.Days)
                errors.Add(
                    $"{coarser.Setting.Key}: {coarser.Days} days is shorter than {finer.Setting.Key}, {Say(finer.Days)}; coarser history is kept at least as long.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private int Days(NumberSetting setting) => setting.Read(configuration) ?? Wrong;

    private static string Say(int days) => days == 0 ? "for ever" : $"{days} days";
}
