using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>The advisor's settings as the API shows them. Sent back they change nothing.</summary>
internal sealed class AdvisorView
{
    /// <summary>Whether a model may be asked: there is a provider, and a model of it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>
    /// Which of both holds: <c>settings</c>, the gateway's (<c>Advisor:Provider</c> and those beside it), or <c>stored</c>, what
    /// an owner set while it ran, which stands over them.
    /// </summary>
    public required AdvisorSource Source { get; init; }

    public required AdvisorProvider Provider { get; init; }

    /// <summary>As its provider calls it.</summary>
    public required string? Model { get; init; }

    /// <summary><c>null</c> where it is the provider's own.</summary>
    public required string? Address { get; init; }

    /// <summary>Masked: <c>…</c> and its last four characters. Sent back so, it stays as it is.</summary>
    public required string? ApiKey { get; init; }

    /// <summary>Which of both the key comes from; <c>null</c> where there is none.</summary>
    public required AdvisorSource? KeySource { get; init; }

    public required double TimeoutSeconds { get; init; }

    public required long DayTokens { get; init; }

    public required long MonthTokens { get; init; }

    /// <summary>Of a million tokens; <c>null</c> where it is not known.</summary>
    public required decimal? InputPrice { get; init; }

    /// <summary>Of a million tokens; <c>null</c> where it is not known.</summary>
    public required decimal? OutputPrice { get; init; }

    /// <summary><c>null</c> where only tokens are counted.</summary>
    public required decimal? MonthCost { get; init; }

    public required int RefreshDays { get; init; }

    /// <summary>Whether photos may be sent to this provider at this address.</summary>
    public required bool Photos { get; init; }

    public required bool AllowLocalTargets { get; init; }

    /// <summary>Why it is not as somebody set it; <c>null</c> where it is.</summary>
    public required string? Problem { get; init; }

    /// <summary>When an owner set it, Unix milliseconds UTC; <c>null</c> where none did.</summary>
    public required long? ChangedAt { get; init; }

    public static AdvisorView Of(AdvisorState state)
    {
        var settings = state.Settings;
        return new AdvisorView
        {
            Enabled = settings.IsOn,
            Source = state.Source,
            Provider = settings.Provider,
            Model = settings.Model,
            Address = settings.Address?.AbsoluteUri,
            ApiKey = AdvisorRules.Mask(settings.ApiKey),
            KeySource = state.KeySource,
            TimeoutSeconds = settings.Timeout.TotalSeconds,
            DayTokens = settings.DayTokens,
            MonthTokens = settings.MonthTokens,
            InputPrice = settings.InputPrice,
            OutputPrice = settings.OutputPrice,
            MonthCost = settings.MonthCost,
            RefreshDays = settings.RefreshDays,
            Photos = settings.Photos,
            AllowLocalTargets = settings.AllowLocalTargets,
            Problem = state.Problem,
            ChangedAt = state.ChangedAt,
        };
    }
}

/// <summary>What came of asking the model a word.</summary>
internal sealed class AdvisorTest
{
    /// <summary>Whether it answered.</summary>
    public required bool Ok { get; init; }

    public required string? Model { get; init; }

    /// <summary>From the question until the answer was whole.</summary>
    public required long? LatencyMs { get; init; }

    /// <summary>What it cost.</summary>
    public required long? Tokens { get; init; }

    /// <summary>Why it did not answer, as its provider says it.</summary>
    public required string? Reason { get; init; }
}

/// <summary>Models of the provider that was set up, by name.</summary>
internal sealed class AdvisorModels
{
    public required IReadOnlyList<string> Models { get; init; }
}

/// <summary>The advisor's settings on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(AdvisorChange))]
[JsonSerializable(typeof(AdvisorModels))]
[JsonSerializable(typeof(AdvisorTest))]
[JsonSerializable(typeof(AdvisorView))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AdvisorJson : JsonSerializerContext;

/// <summary>The advisor's settings as the API's description shows them.</summary>
internal static class AdvisorExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(AdvisorChange)] = """{"provider":"compatible","address":"http://127.0.0.1:11434/v1","model":"llama3.2"}""",
        [typeof(AdvisorModels)] = """{"models":["gpt-5","gpt-5-mini"]}""",
        [typeof(AdvisorTest)] = """{"ok":true,"model":"gpt-5-mini","latency_ms":812,"tokens":24,"reason":null}""",
        [typeof(AdvisorView)] =
            """
            {"enabled":true,"source":"stored","provider":"openai","model":"gpt-5-mini","address":null,"api_key":"…4711",
             "key_source":"stored","timeout_seconds":60,"day_tokens":50000,"month_tokens":500000,"input_price":0.25,
             "output_price":2,"month_cost":5,"refresh_days":7,"photos":false,"allow_local_targets":false,"problem":null,
             "changed_at":1777622400000}
            """,
    };
}
