using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>How long it is known who changed what.</summary>
internal sealed class AuditOptions
{
    /// <summary><c>Audit:KeepDays</c>, 1 to 36500: a year and a month by default, so that the same season can be compared.</summary>
    public int KeepDays { get; set; } = 400;
}

/// <summary>Reads and checks <see cref="AuditOptions"/>.</summary>
internal sealed class AuditOptionsSetup(IConfiguration configuration) : IConfigureOptions<AuditOptions>, IValidateOptions<AuditOptions>
{
    private const string Key = "Audit:KeepDays";
    private const int Shortest = 1;
    private const int Longest = 36_500;

    public void Configure(AuditOptions options)
    {
        if (configuration[Key] is not { Length: > 0 } text) return;
        options.KeepDays = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
    }

    public ValidateOptionsResult Validate(string? name, AuditOptions options) => options.KeepDays is >= Shortest and <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{Key} must be a number of days from {Shortest} to {Longest}, but is '{configuration[Key]}'.");
}
