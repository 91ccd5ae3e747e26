using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Updates;

/// <summary>Whom the command line may ask for newer releases.</summary>
internal sealed class UpdateOptions
{
    public static readonly Setting FeedSetting = new(
        "Update:Feed", "none", "https address",
        "Which address `plantops update check` asks for the newest release; without it nobody is asked. The "
            + "gateway itself never asks.");

    public static readonly IReadOnlyList<Setting> Settings = [FeedSetting];

    /// <summary><c>Update:Feed</c>; <see langword="null"/> where nobody is asked.</summary>
    public string? Feed { get; set; }
}

/// <summary>Reads and checks <see cref="UpdateOptions"/>.</summary>
internal sealed class UpdateOptionsSetup(IConfiguration configuration) : IConfigureOptions<UpdateOptions>,
    IValidateOptions<UpdateOptions>
{
    public void Configure(UpdateOptions options) =>
        options.Feed = configuration[UpdateOptions.FeedSetting.Key] is { Length: > 0 } feed ? feed : null;

    public ValidateOptionsResult Validate(string? name, UpdateOptions options) =>
        options.Feed is { } feed && ReleaseFeed.Problem(feed) is { } problem
            ? ValidateOptionsResult.Fail($"{UpdateOptions.FeedSetting.Key}: {problem}")
            : ValidateOptionsResult.Success;
}
