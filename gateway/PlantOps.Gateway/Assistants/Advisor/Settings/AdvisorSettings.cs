using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>Whose model words care plans and answers questions, and how much it may cost.</summary>
internal sealed record AdvisorSettings
{
    private static readonly Uri OpenAi = new("https://api.openai.com/v1");
    private static readonly Uri AnthropicApi = new("https://api.anthropic.com");

    public AdvisorProvider Provider { get; init; }

    /// <summary>As its provider calls it.</summary>
    public string? Model { get; init; }

    /// <summary>Of the provider; its own where it is <see langword="null"/>.</summary>
    public Uri? Address { get; init; }

    /// <summary>Lets us in there, in the clear: it leaves the process in requests to the provider alone.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Tokens a day (UTC), of questions and answers together.</summary>
    public long DayTokens { get; init; } = 50_000;

    /// <summary>The same for a month.</summary>
    public long MonthTokens { get; init; } = 500_000;

    /// <summary>
    /// What a million tokens of a question cost, in the currency of its owner; <see langword="null"/>: not known.
    /// </summary>
    public decimal? InputPrice { get; init; }

    /// <summary>The same of an answer.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>What a month may cost; it needs both prices.</summary>
    public decimal? MonthCost { get; init; }

    /// <summary>How many days a wording is kept while the rules' plan stays what it is.</summary>
    public int RefreshDays { get; init; } = 7;

    /// <summary>Whether it may be shown photos of plants.</summary>
    public bool Photos { get; init; }

    /// <summary>
    /// Whether its provider may be anywhere in the local network. A compatible one may be on this machine whatever this says.
    /// </summary>
    public bool AllowLocalTargets { get; init; }

    /// <summary>Where it is asked; <see langword="null"/> where nobody is.</summary>
    public Uri? Endpoint => Provider switch
    {
        AdvisorProvider.Openai => Address ?? OpenAi,
        AdvisorProvider.Anthropic => Address ?? AnthropicApi,
        AdvisorProvider.Compatible => Address,
        _ => null,
    };

    /// <summary>Who gets what is sent: a key, and the leave to send photos, are for one of these.</summary>
    public string? Target => Endpoint is { } endpoint
        ? $"{Provider.ToString().ToLowerInvariant()} {endpoint.GetLeftPart(UriPartial.Authority)}"
        : null;

    /// <summary>Never with the key: whatever is logged of it.</summary>
    public override string ToString() => $"{Target ?? "none"} {Model}";

    /// <summary>Whether it may be asked. A provider without a model cannot.</summary>
    public bool IsOn => Endpoint is not null && Model is { Length: > 0 };
}

/// <summary>Whose model it is.</summary>
[JsonConverter(typeof(SnakeCaseEnum<AdvisorProvider>))]
internal enum AdvisorProvider
{
    /// <summary>Nobody's: plans are worded by rules, and questions are not answered.</summary>
    None,

    /// <summary>OpenAI's.</summary>
    Openai,

    /// <summary>Anthropic's.</summary>
    Anthropic,

    /// <summary>That of a server which speaks OpenAI's Chat Completions: Ollama, llama.cpp, LM Studio, vLLM.</summary>
    Compatible,
}
