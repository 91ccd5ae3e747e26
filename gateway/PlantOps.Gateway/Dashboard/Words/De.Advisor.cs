using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of the advisor.</summary>
internal sealed partial class De
{
    public string Advisor => "Berater";

    public string AdvisorHelp =>
        "Pflegepläne entstehen nach Regeln und brauchen niemanden. Wenn du magst, formuliert sie ein "
        + "Sprachmodell und beantwortet Fragen zu einer Pflanze. Was es gefragt wird, verlässt dein Zuhause, außer es läuft "
        + "hier; jede Zahl in seinen Worten wurde gemessen.";

    public string AdvisorSource(bool isStored) => isStored
        ? "Es gilt, was hier eingestellt ist, vor den Einstellungen des Gateways."
        : "Es gelten die Einstellungen des Gateways; was du hier speicherst, geht vor.";

    public string AdvisorState(string? provider, string? model) =>
        provider is null ? "niemand wird gefragt" : $"{provider}, {model}";

    public string AdvisorProvider(string name) => name switch
    {
        "openai" => "OpenAI",
        "anthropic" => "Anthropic",
        "compatible" => "Ein kompatibler Server (Ollama, llama.cpp, LM Studio)",
        _ => "Niemandes: nur nach Regeln",
    };

    public string AdvisorField(string name) => name switch
    {
        AdvisorFields.Provider => "Wessen Modell",
        AdvisorFields.Model => "Modell",
        AdvisorFields.Address => "Adresse",
        AdvisorFields.ApiKey => "Schlüssel",
        AdvisorFields.DayTokens => "Tokens am Tag",
        AdvisorFields.MonthTokens => "Tokens im Monat",
        AdvisorFields.InputPrice => "Preis je Million Tokens, Frage",
        AdvisorFields.OutputPrice => "Preis je Million Tokens, Antwort",
        AdvisorFields.MonthCost => "Geld im Monat",
        AdvisorFields.TimeoutSeconds => "Sekunden für eine Antwort",
        AdvisorFields.RefreshDays => "Neue Worte nach Tagen",
        _ => "Es darf an jeder Adresse des eigenen Netzes sein",
    };

    public string? AdvisorFieldHelp(string name) => name switch
    {
        AdvisorFields.Model => "Wie der Anbieter es nennt. „Speichern und Modelle auflisten“ fragt, welche es gibt.",
        AdvisorFields.Address =>
            "Leer für die des Anbieters. Für einen kompatiblen Server nötig: http://127.0.0.1:11434/v1 für "
                + "Ollama auf dieser Maschine.",
        AdvisorFields.ApiKey => "Er wird verschlüsselt gespeichert und geht nur an diesen Anbieter unter dieser Adresse.",
        AdvisorFields.MonthTokens =>
            "Sind sie verbraucht, wird niemand gefragt, und die Worte der Regeln gelten. Tage und Monate sind die von UTC.",
        AdvisorFields.MonthCost => "Leer für keine Grenze neben den Tokens; beide Preise werden dafür gebraucht.",
        _ => null,
    };

    public string AdvisorWho => "Wer gefragt wird";

    public string AdvisorBudget => "Was es kosten darf";

    public string AdvisorMore => "Mehr";

    public string AdvisorPhotos(string? provider) =>
        $"Fotos von Pflanzen dürfen an {provider ?? "den Anbieter"} gehen, ohne Ort und Zeit darin";

    public string AdvisorTest => "Speichern und testen";

    public string AdvisorList => "Speichern und Modelle auflisten";

    public string AdvisorAnswered(string model, long milliseconds, long tokens) =>
        $"{model} hat nach {Count(milliseconds)} ms geantwortet. Das hat {Count(tokens)} Tokens gekostet.";

    public string AdvisorUsed(long today, long dayLimit, long month, long monthLimit) =>
        $"Heute verbraucht: {Count(today)} von {Count(dayLimit)} Tokens; in diesem Monat: {Count(month)} von {Count(monthLimit)}.";

    public string AdvisorUsageUnknown => "Was es verbraucht hat, lässt sich gerade nicht lesen.";

    public string AdvisorDidNotAnswer => "Es hat nicht geantwortet.";

    public string AdvisorListed(int count) => count switch
    {
        0 => "Der Anbieter sagt, dass er kein Modell hat.",
        1 => "Es gibt 1 Modell: Das Feld bietet es an.",
        _ => $"Es gibt {count} Modelle: Das Feld bietet sie an.",
    };

    public string AdvisorReset => "Vergessen, was hier eingestellt ist";

    public string AdvisorResetHelp => "Auch den Schlüssel. Dann gelten wieder die Einstellungen des Gateways.";

    public string AdvisorProblem(string name, string english) => name switch
    {
        AdvisorFields.Model => "Ein Name aus bis zu 200 sichtbaren Zeichen.",
        AdvisorFields.ApiKey when english.StartsWith("It is needed", StringComparison.Ordinal) =>
            "Dieser Anbieter braucht einen.",
        AdvisorFields.ApiKey => "Bis zu 500 Zeichen ohne Leerzeichen und Umlaute: der ganze Schlüssel.",
        AdvisorFields.Address when english.StartsWith("It is needed", StringComparison.Ordinal) =>
            "Ein kompatibler Server braucht eine.",
        AdvisorFields.Address when english.Contains("local network", StringComparison.Ordinal) =>
            "https:// für draußen; ins eigene Netz nur, wo das unten erlaubt ist, und an diese Maschine nur zu "
                + "einem kompatiblen Server.",
        AdvisorFields.Address => "Eine Adresse mit https://, ohne Benutzernamen, ? und #.",
        AdvisorFields.MonthCost when english.StartsWith("It needs", StringComparison.Ordinal) =>
            "Dafür werden beide Preise gebraucht.",
        AdvisorFields.Photos when english.StartsWith("Say first", StringComparison.Ordinal) =>
            "Wähle zuerst, wessen Modell es ist.",
        AdvisorFields.Photos => "Das war für einen anderen Anbieter erlaubt. Erlaube es für diesen noch einmal.",
        AdvisorFields.Provider => "Wähle einen aus der Liste.",
        _ => english.Replace(" to ", " bis ", StringComparison.Ordinal).Replace("seconds", "Sekunden", StringComparison.Ordinal)
            .Replace("tokens", "Tokens", StringComparison.Ordinal).Replace("days", "Tage", StringComparison.Ordinal),
    };

    public string AdvisorNoNumber => "Eine Zahl, etwa 500 oder 0,25.";
}
