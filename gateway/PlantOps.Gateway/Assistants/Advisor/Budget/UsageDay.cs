using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>What the model of a store's gateways cost on one day, UTC, as it is stored.</summary>
internal sealed record UsageDay
{
    /// <summary>Of requests that were answered, as their provider counted.</summary>
    public long InputTokens { get; init; }

    /// <inheritdoc cref="InputTokens"/>
    public long OutputTokens { get; init; }

    /// <summary>How many were answered.</summary>
    public long Requests { get; init; }

    /// <summary>What those cost, at the prices that were set when they were asked.</summary>
    public decimal Cost { get; init; }

    /// <summary>The most that requests may have cost of which nobody knows: their answer, or gateway, broke off.</summary>
    public long LostTokens { get; init; }

    /// <summary>How many those were.</summary>
    public long LostRequests { get; init; }

    /// <inheritdoc cref="LostTokens"/>
    public decimal LostCost { get; init; }

    /// <summary>Requests that were sent, or may have been, and whose answer is awaited; the oldest first.</summary>
    public IReadOnlyList<Reservation> Open { get; init; } = [];

    /// <summary>All that counts.</summary>
    [JsonIgnore]
    public UsageSum Sum => new(InputTokens + OutputTokens + Unsettled.Tokens, Cost + Unsettled.Cost);

    /// <summary>What of it no provider has confirmed.</summary>
    [JsonIgnore]
    public UsageSum Unsettled => new(LostTokens + Open.Sum(one => one.Tokens), LostCost + Open.Sum(one => one.Cost));

    /// <summary>Why it is not to be believed; <see langword="null"/> where it is.</summary>
    public static string? ProblemOf(UsageDay day)
    {
        if (day.Open is null || day.Open.Any(one => one is null)) return "it does not say what is open";
        var isSound = day is { InputTokens: >= 0, OutputTokens: >= 0, Requests: >= 0, Cost: >= 0 }
            && day is { LostTokens: >= 0, LostRequests: >= 0, LostCost: >= 0 }
            && day.Open.All(one => one is { Tokens: >= 0, Cost: >= 0 });
        return isSound ? null : "it counts less than nothing";
    }

    /// <summary>With one more that is about to be sent. Where too many are open the oldest count as lost.</summary>
    public UsageDay Reserve(Reservation reservation, int maxOpen)
    {
        var day = this;
        while (day.Open.Count >= maxOpen) day = day.Lose(day.Open[0].Id)!;
        return day with { Open = [.. day.Open, reservation] };
    }

    /// <summary>With what one cost; <see langword="null"/> where it is not open, and counts already.</summary>
    public UsageDay? Settle(string id, TokenCount used, decimal cost) => Close(id) is not { } day ? null : day with
    {
        InputTokens = InputTokens + used.Input,
        OutputTokens = OutputTokens + used.Output,
        Requests = Requests + 1,
        Cost = Cost + cost,
    };

    /// <summary>With one that cost nothing.</summary>
    public UsageDay? Close(string id) =>
        Find(id) is { } one ? this with { Open = [.. Open.Where(other => !ReferenceEquals(other, one))] } : null;

    /// <summary>With one that counts in full for good.</summary>
    public UsageDay? Lose(string id) => Find(id) is not { } one ? null : Close(id)! with
    {
        LostTokens = LostTokens + one.Tokens, LostRequests = LostRequests + 1, LostCost = LostCost + one.Cost,
    };

    private Reservation? Find(string id) => Open.FirstOrDefault(one => one.Id == id);
}

/// <summary>What a request may cost, counted before it is sent.</summary>
internal sealed record Reservation
{
    public string Id { get; init; } = string.Empty;

    /// <summary>Machine and process that asked.</summary>
    public string Gateway { get; init; } = string.Empty;

    public long Tokens { get; init; }

    public decimal Cost { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public long At { get; init; }
}

/// <summary>Tokens and money.</summary>
internal readonly record struct UsageSum(long Tokens, decimal Cost)
{
    public static UsageSum operator +(UsageSum one, UsageSum other) => new(one.Tokens + other.Tokens, one.Cost + other.Cost);
}

/// <summary>Days of usage as the store keeps them: what is not known is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(UsageDay))]
internal sealed partial class UsageRecordsJson : JsonSerializerContext;
