using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>
/// Body of <c>PUT /api/v1/advisor</c>. What is left out stays as it is; <c>null</c> sets it back to its default. What was read
/// can be sent back.
/// </summary>
internal sealed class AdvisorChange
{
    private readonly HashSet<string> _given = [];

    /// <summary><c>none</c>, <c>openai</c>, <c>anthropic</c> or <c>compatible</c>.</summary>
    public string? Provider { get; set => field = Give(value, AdvisorFields.Provider); }

    /// <summary>As its provider calls it.</summary>
    public string? Model { get; set => field = Give(value, AdvisorFields.Model); }

    /// <summary>Of the provider, where it is not its own.</summary>
    public string? Address { get; set => field = Give(value, AdvisorFields.Address); }

    /// <summary>The provider's key. Sent back masked it stays as it is.</summary>
    public string? ApiKey { get; set => field = Give(value, AdvisorFields.ApiKey); }

    /// <summary>1 to 600.</summary>
    public int? TimeoutSeconds { get; set => field = Give(value, AdvisorFields.TimeoutSeconds); }

    /// <summary>Of questions and answers of a day, UTC.</summary>
    public long? DayTokens { get; set => field = Give(value, AdvisorFields.DayTokens); }

    /// <summary>The same of a month.</summary>
    public long? MonthTokens { get; set => field = Give(value, AdvisorFields.MonthTokens); }

    /// <summary>Of a million tokens of a question.</summary>
    public decimal? InputPrice { get; set => field = Give(value, AdvisorFields.InputPrice); }

    /// <summary>The same of an answer.</summary>
    public decimal? OutputPrice { get; set => field = Give(value, AdvisorFields.OutputPrice); }

    /// <summary>What a month may cost; it needs both prices.</summary>
    public decimal? MonthCost { get; set => field = Give(value, AdvisorFields.MonthCost); }

    /// <summary>1 to 365.</summary>
    public int? RefreshDays { get; set => field = Give(value, AdvisorFields.RefreshDays); }

    /// <summary>Whether photos of plants may be sent to this provider; for another one it has to be said again.</summary>
    public bool? Photos { get; set => field = Give(value, AdvisorFields.Photos); }

    /// <summary>Whether the provider may be at any address of the local network.</summary>
    public bool? AllowLocalTargets { get; set => field = Give(value, AdvisorFields.AllowLocalTargets); }

    /// <summary>What there is no field for.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>Whether something is said about a field, by its name on the wire.</summary>
    public bool Has(string field) => _given.Contains(field);

    private T Give<T>(T value, string name)
    {
        _given.Add(name);
        return value;
    }
}

/// <summary>Fields of the advisor's settings as they are called on the wire.</summary>
internal static class AdvisorFields
{
    public const string Provider = "provider";
    public const string Model = "model";
    public const string Address = "address";
    public const string ApiKey = "api_key";
    public const string TimeoutSeconds = "timeout_seconds";
    public const string DayTokens = "day_tokens";
    public const string MonthTokens = "month_tokens";
    public const string InputPrice = "input_price";
    public const string OutputPrice = "output_price";
    public const string MonthCost = "month_cost";
    public const string RefreshDays = "refresh_days";
    public const string Photos = "photos";
    public const string AllowLocalTargets = "allow_local_targets";

    /// <summary>What an answer has beside them; there so that it can be sent back.</summary>
    public static readonly IReadOnlyList<string> OfAnswers = ["enabled", "source", "key_source", "problem", "changed_at"];
}
