using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>How long it is known who changed what.</summary>
internal sealed class AuditOptions
{
    public static readonly NumberSetting KeepDaysSetting =
        NumberSetting.Days("Audit:KeepDays", 400, 1, "How long the audit log is kept.") with { IsCommon = true };

    public static readonly IReadOnlyList<Setting> Settings = [KeepDaysSetting];

    /// <summary>
    /// <c>Audit:KeepDays</c>, 1 to 36500: a year and a month by default, so that the same season can be compared.
    /// </summary>
    public int KeepDays { get; set; } = KeepDaysSetting.Value;
}

/// <summary>Reads and checks <see cref="AuditOptions"/>.</summary>
internal sealed class AuditOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<AuditOptions>, IValidateOptions<AuditOptions>
{
    private const int Wrong = 0;

    private static readonly NumberSetting Setting = AuditOptions.KeepDaysSetting;

    public void Configure(AuditOptions options) => options.KeepDays = Setting.Read(configuration) ?? Wrong;

    public ValidateOptionsResult Validate(string? name, AuditOptions options) => options.KeepDays != Wrong
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{Setting.Key} must be a number of days from {Setting.Min} to {Setting.Max}, but is '{configuration[Setting.Key]}'.");
}
