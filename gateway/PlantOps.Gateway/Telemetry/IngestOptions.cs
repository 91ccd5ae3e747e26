using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Telemetry;

/// <summary>How readings come to disk.</summary>
internal sealed class IngestOptions
{
    public static readonly NumberSetting GatherSecondsSetting = new(
        "Store:GatherSeconds", 0, 1, 60, "seconds",
        "How long a reading waits for others, so that an SD card wears less; its acknowledgement waits too (docs/storage.md).",
        "at once");

    public static readonly IReadOnlyList<Setting> Settings = [GatherSecondsSetting];

    /// <summary>
    /// <c>Store:GatherSeconds</c>: how long a lone reading waits for others, seconds; its acknowledgement waits with it.
    /// </summary>
    public int GatherSeconds { get; set; }
}

/// <summary>Reads and checks <see cref="IngestOptions"/>.</summary>
internal sealed class IngestOptionsSetup(IConfiguration configuration) : IConfigureOptions<IngestOptions>,
    IValidateOptions<IngestOptions>
{
    private static readonly NumberSetting Gather = IngestOptions.GatherSecondsSetting;

    public void Configure(IngestOptions options) => options.GatherSeconds = Gather.Read(configuration) ?? Gather.Value;

    public ValidateOptionsResult Validate(string? name, IngestOptions options) => Gather.Read(configuration) is null
        ? ValidateOptionsResult.Fail(
            $"{Gather.Key}: '{configuration[Gather.Key]}' is neither 0, off, nor a number of seconds from "
            + $"{Gather.Min} to {Gather.Max}.")
        : ValidateOptionsResult.Success;
}
