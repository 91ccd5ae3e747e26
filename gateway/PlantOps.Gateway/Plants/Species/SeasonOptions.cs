using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Whose seasons plants go by.</summary>
internal sealed class SeasonOptions
{
    public static readonly Setting HemisphereSetting = new(
        "Care:Hemisphere", "as the time zone has it", "north, south or tropics",
        "Whose seasons care plans go by.") { IsWord = true };

    public static readonly IReadOnlyList<Setting> Settings = [HemisphereSetting];

    /// <summary><c>Care:Hemisphere</c>: <c>north</c>, <c>south</c> or <c>tropics</c>; that of the time zone unless set.</summary>
    public Hemisphere? Hemisphere { get; set; }

    public Hemisphere HemisphereOf(TimeZoneInfo zone) => Hemisphere ?? Hemispheres.Of(zone);
}

/// <summary>Reads and checks <see cref="SeasonOptions"/>.</summary>
internal sealed class SeasonOptionsSetup(IConfiguration configuration) : IConfigureOptions<SeasonOptions>,
    IValidateOptions<SeasonOptions>
{
    private static readonly Setting Setting = SeasonOptions.HemisphereSetting;

    public void Configure(SeasonOptions options) => options.Hemisphere = Read();

    public ValidateOptionsResult Validate(string? name, SeasonOptions options) => Text is null || Read() is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{Setting.Key} must be {Setting.Values}, but is '{Text}'.");

    private string? Text => configuration[Setting.Key] is { Length: > 0 } text ? text : null;

    private Hemisphere? Read() => Text?.ToLowerInvariant() switch
    {
        "north" => Hemisphere.North,
        "south" => Hemisphere.South,
        "tropics" => Hemisphere.Tropics,
        _ => null,
    };
}
