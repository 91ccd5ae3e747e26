using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>Tokens of what a model reads and of what it writes.</summary>
/// <param name="Input">Of the question with all that goes with it.</param>
/// <param name="Output">Of the answer.</param>
internal readonly record struct TokenCount(long Input, long Output)
{
    /// <summary>More than any model takes or gives at once: a provider that says so is not to make sums overflow.</summary>
    private const long Max = 1_000_000_000;

    private const decimal Million = 1_000_000;

    public long Total => Input + Output;

    /// <summary>In the currency of its owner; 0 where no prices are known.</summary>
    public decimal CostAt(AdvisorSettings settings) =>
        (Input * Price(settings.InputPrice) / Million) + (Output * Price(settings.OutputPrice) / Million);

    /// <summary>
    /// What a provider says that it counted. Where it leaves one of the two out, that is what was reserved for it; where its
    /// total is more than both, it counts what is thought and not said, as output.
    /// </summary>
    /// <returns><see langword="null"/> where it says nothing that can be counted.</returns>
    public static TokenCount? Said(long? input, long? output, long? total, TokenCount reserved)
    {
        if (input is null or < 0 || output is < 0 || input + (output ?? 0) == 0) return null;
        var read = Math.Min(input.Value, Max);
        return new TokenCount(read, Math.Min(Math.Max(output ?? reserved.Output, (total ?? 0) - read), Max));
    }

    private static decimal Price(decimal? aMillion) => Math.Clamp(aMillion ?? 0, 0, Million);
}
