using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>What holds, and where it comes from.</summary>
/// <param name="Settings">As the model is asked by them.</param>
/// <param name="Source">Who said so.</param>
internal sealed record AdvisorState(AdvisorSettings Settings, AdvisorSource Source)
{
    /// <summary>For whom the key is (<see cref="AdvisorSettings.Target"/>): nobody else gets it.</summary>
    public string? KeyTarget { get; init; }

    /// <summary>Where the key comes from; <see langword="null"/> where there is none.</summary>
    public AdvisorSource? KeySource { get; init; }

    /// <summary>To whom photos may be sent.</summary>
    public string? PhotosTarget { get; init; }

    /// <summary>Why it is not as somebody set it; <see langword="null"/> where it is.</summary>
    public string? Problem { get; init; }

    /// <summary>When an owner set it, Unix milliseconds UTC; <see langword="null"/> where none did.</summary>
    public long? ChangedAt { get; init; }

    /// <summary>Of what is stored; 0 where nothing is.</summary>
    public long Version { get; init; }

    /// <summary>A key goes to its target only, and so do photos.</summary>
    public AdvisorState Guarded()
    {
        var isForAnother = Settings.Target is { } target && target != KeyTarget;
        return this with
        {
            Settings = Settings with
            {
                ApiKey = isForAnother ? null : Settings.ApiKey,
                Photos = PhotosTarget is not null && PhotosTarget == Settings.Target,
            },
            KeySource = isForAnother || Settings.ApiKey is null ? null : KeySource,
        };
    }
}

/// <summary>Who said what holds.</summary>
[JsonConverter(typeof(SnakeCaseEnum<AdvisorSource>))]
internal enum AdvisorSource
{
    /// <summary>The gateway's settings: <c>Advisor:Provider</c> and those beside it.</summary>
    Settings,

    /// <summary>An owner, while the gateway ran: this stands over the settings.</summary>
    Stored,
}
