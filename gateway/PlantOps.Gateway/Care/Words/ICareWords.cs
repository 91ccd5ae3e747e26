using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care.Words;

/// <summary>
/// How care is said in a language. A figure is never written out: <c>{soil_moisture}</c> is that fact, as it is stored. Of
/// several forms with <c>|</c> between them the first holds whose facts are all known.
/// </summary>
internal interface ICareWords
{
    /// <summary>As HTML names it (BCP 47).</summary>
    string Language { get; }

    /// <summary>What to do, by its advice.</summary>
    string Advice(string id);

    /// <summary>Why, by its reason.</summary>
    string Reason(string name);

    /// <summary>What a fact is called.</summary>
    string Fact(string name);

    /// <summary>How long it can be left alone, by what the plan says of that.</summary>
    string Away(string advice);

    /// <summary>What it does to those who chew on it; of <c>pets</c> or <c>children</c>.</summary>
    /// <param name="whom">To whom.</param>
    /// <param name="toxicity">As the species has it; <c>unknown</c> is not <c>none</c>.</param>
    string Toxicity(string whom, string toxicity);

    /// <summary>What can be said of eating it: nothing.</summary>
    string Edibility { get; }

    /// <summary>In short, where nothing is due.</summary>
    string NothingDue { get; }

    /// <summary>In short, where too little is known.</summary>
    string TooLittleKnown { get; }

    /// <summary>What a species' profile says of watering or feeding; what a user wrote stays as it is.</summary>
    string Phrase(string text);

    /// <summary>Why words are not a model's; <see langword="null"/> where they are.</summary>
    string? Advisor(CareAdvisorState state);

    /// <summary>A value with its unit; days in words.</summary>
    string Value(double value, string unit);

    /// <summary>A fact as it stands in a sentence.</summary>
    string ValueOf(CareFact fact) => fact.Text is { } text
        ? Phrase(text)
        : fact.Value is { } value ? Value(value, fact.Unit ?? string.Empty) : "…";
}

/// <summary>The languages that there are.</summary>
internal static class CareLanguages
{
    public static readonly ICareWords English = new EnglishCareWords();

    public static readonly IReadOnlyList<ICareWords> All = [English, new GermanCareWords()];

    /// <summary>English where a language is not there.</summary>
    public static ICareWords Of(string? language) => All.FirstOrDefault(words => words.Language == language) ?? English;
}
