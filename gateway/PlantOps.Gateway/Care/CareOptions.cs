using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Care;

/// <summary>Whose seasons care plans go by.</summary>
internal sealed class CareOptions
{
    /// <summary><c>Care:Hemisphere</c>: <c>north</c>, <c>south</c> or <c>tropics</c>; that of the time zone unless set.</summary>
    public Hemisphere? Hemisphere { get; set; }

    public Hemisphere HemisphereOf(AlertOptions place) => Hemisphere ?? Hemispheres.Of(place.TimeZone);
}

/// <summary>Reads and checks <see cref="CareOptions"/>.</summary>
internal sealed class CareOptionsSetup(IConfiguration configuration) : IConfigureOptions<CareOptions>,
    IValidateOptions<CareOptions>
{
    private static readonly Setting Setting = GatewaySettings.CareHemisphere;

    public void Configure(CareOptions options) => options.Hemisphere = Read();

    public ValidateOptionsResult Validate(string? name, CareOptions options) => Text is null || Read() is not null
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
