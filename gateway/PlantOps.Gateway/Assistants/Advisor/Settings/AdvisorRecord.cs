using System.Security.Cryptography;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Access.Secrets;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>What an owner set, as the store has it.</summary>
internal sealed record AdvisorRecord
{
    /// <summary>What keys are encrypted for. Stored ones are of it: it is never changed.</summary>
    public const string Purpose = "Assistants.Advisor.v1";

    public AdvisorProvider Provider { get; init; }

    public string? Model { get; init; }

    public string? Address { get; init; }

    /// <summary>Encrypted; <c>null</c> where there is none, or that of the gateway's settings is used.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether the key is that of the gateway's settings, and changes with them.</summary>
    public bool UsesKeyOfSettings { get; init; }

    /// <summary>For whom the key is.</summary>
    public string? KeyTarget { get; init; }

    /// <summary>To whom photos may be sent.</summary>
    public string? PhotosTarget { get; init; }

    public double? TimeoutSeconds { get; init; }

    public long? DayTokens { get; init; }

    public long? MonthTokens { get; init; }

    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    public decimal? MonthCost { get; init; }

    public int? RefreshDays { get; init; }

    public bool AllowLocalTargets { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public long ChangedAt { get; init; }

    /// <summary>Why it cannot be used; <see langword="null"/> where it can.</summary>
    public static string? ProblemOf(AdvisorRecord record) =>
        record.Address is null || Uri.TryCreate(record.Address, UriKind.Absolute, out _) ? null : "its address is none";

    public static AdvisorRecord Of(AdvisorState state, SecretBox secrets, long at)
    {
        var settings = state.Settings;
        var usesSettings = state.KeySource == AdvisorSource.Settings;
        return new AdvisorRecord
        {
            Provider = settings.Provider,
            Model = settings.Model,
            Address = settings.Address?.AbsoluteUri,
            ApiKey = usesSettings || settings.ApiKey is null ? null : secrets.Protect(settings.ApiKey, Purpose),
            UsesKeyOfSettings = usesSettings,
            KeyTarget = settings.ApiKey is null ? null : state.KeyTarget,
            PhotosTarget = state.PhotosTarget,
            TimeoutSeconds = settings.Timeout.TotalSeconds,
            DayTokens = settings.DayTokens,
            MonthTokens = settings.MonthTokens,
            InputPrice = settings.InputPrice,
            OutputPrice = settings.OutputPrice,
            MonthCost = settings.MonthCost,
            RefreshDays = settings.RefreshDays,
            AllowLocalTargets = settings.AllowLocalTargets,
            ChangedAt = at,
        };
    }

    public AdvisorState ToState(SecretBox secrets, AdvisorState configured, long version)
    {
        var (key, problem) = Reveal(secrets);
        var defaults = new AdvisorSettings();
        var settings = new AdvisorSettings
        {
            Provider = Provider,
            Model = Model,
            Address = Address is null ? null : new Uri(Address),
            ApiKey = UsesKeyOfSettings ? configured.Settings.ApiKey : key,
            Timeout = TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.Timeout,
            DayTokens = DayTokens ?? defaults.DayTokens,
            MonthTokens = MonthTokens ?? defaults.MonthTokens,
            InputPrice = InputPrice,
            OutputPrice = OutputPrice,
            MonthCost = MonthCost,
            RefreshDays = RefreshDays ?? defaults.RefreshDays,
            AllowLocalTargets = AllowLocalTargets,
        };
        return new AdvisorState(settings, AdvisorSource.Stored)
        {
            KeyTarget = UsesKeyOfSettings ? configured.KeyTarget : KeyTarget,
            KeySource = UsesKeyOfSettings ? AdvisorSource.Settings : AdvisorSource.Stored,
            PhotosTarget = PhotosTarget,
            Problem = problem,
            ChangedAt = ChangedAt,
            Version = version,
        }.Guarded();
    }

    private (string? Key, string? Problem) Reveal(SecretBox secrets)
    {
        if (ApiKey is null) return (null, null);
        try
        {
            return (secrets.Unprotect(ApiKey, Purpose), null);
        }
        catch (CryptographicException)
        {
            return (null, "The key was encrypted with what is lost. Give it anew.");
        }
    }
}

/// <summary>The advisor's settings as the store keeps them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(AdvisorRecord))]
internal sealed partial class AdvisorRecordsJson : JsonSerializerContext;
