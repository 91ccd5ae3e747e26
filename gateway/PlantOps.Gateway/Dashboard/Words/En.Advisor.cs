using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of the advisor.</summary>
internal sealed partial class En
{
    public string Advisor => "Advisor";

    public string AdvisorHelp =>
        "Care plans are made by rules and need nobody. If you like, a language model words them, and answers questions about a "
        + "plant. What it is asked leaves your home unless it runs here; every figure in its words is one that was measured.";

    public string AdvisorSource(bool isStored) =>
        isStored ? "What is set here holds, over the gateway's settings."
            : "The gateway's settings hold; what you save here stands over them.";

    public string AdvisorState(string? provider, string? model) => provider is null ? "nobody is asked" : $"{provider}, {model}";

    public string AdvisorProvider(string name) => name switch
    {
        "openai" => "OpenAI",
        "anthropic" => "Anthropic",
        "compatible" => "A compatible server (Ollama, llama.cpp, LM Studio)",
        _ => "Nobody: by rules alone",
    };

    public string AdvisorField(string name) => name switch
    {
        AdvisorFields.Provider => "Whose model",
        AdvisorFields.Model => "Model",
        AdvisorFields.Address => "Address",
        AdvisorFields.ApiKey => "Key",
        AdvisorFields.DayTokens => "Tokens a day",
        AdvisorFields.MonthTokens => "Tokens a month",
        AdvisorFields.InputPrice => "Price of a million tokens, question",
        AdvisorFields.OutputPrice => "Price of a million tokens, answer",
        AdvisorFields.MonthCost => "Money a month",
        AdvisorFields.TimeoutSeconds => "Seconds for an answer",
        AdvisorFields.RefreshDays => "New words after days",
        _ => "It may be at any address of the local network",
    };

    public string? AdvisorFieldHelp(string name) => name switch
    {
        AdvisorFields.Model => "As its provider calls it. “Save and list models” asks which there are.",
        AdvisorFields.Address =>
            "Empty for the provider's own. Needed for a compatible server: http://127.0.0.1:11434/v1 for Ollama on this machine.",
        AdvisorFields.ApiKey => "It is stored encrypted, and goes to this provider at this address only.",
        AdvisorFields.MonthTokens =>
            "Once it is spent nobody is asked, and the rules' words stand. Days and months are those of UTC.",
        AdvisorFields.MonthCost => "Empty for no limit beside tokens; it needs both prices.",
        _ => null,
    };

    public string AdvisorWho => "Who is asked";

    public string AdvisorBudget => "What it may cost";

    public string AdvisorMore => "More";

    public string AdvisorPhotos(string? provider) =>
        $"Photos of plants may be sent to {provider ?? "the provider"}, without place and time in them";

    public string AdvisorTest => "Save and test";

    public string AdvisorList => "Save and list models";

    public string AdvisorAnswered(string model, long milliseconds, long tokens) =>
        $"{model} answered after {Count(milliseconds)} ms. That cost {Count(tokens)} tokens.";

    public string AdvisorUsed(long today, long dayLimit, long month, long monthLimit) =>
        $"Used today: {Count(today)} of {Count(dayLimit)} tokens; this month: {Count(month)} of {Count(monthLimit)}.";

    public string AdvisorUsageUnknown => "What it has used cannot be read now.";

    public string AdvisorDidNotAnswer => "It did not answer.";

    public string AdvisorListed(int count) => count switch
    {
        0 => "The provider says that it has no model.",
        1 => "It has 1 model: the field offers it.",
        _ => $"It has {count} models: the field offers them.",
    };

    public string AdvisorReset => "Forget what is set here";

    public string AdvisorResetHelp => "The key as well. Then the gateway's settings hold again.";

    public string AdvisorProblem(string name, string english) => english;

    public string AdvisorNoNumber => "A number, like 500 or 0.25.";
}
