using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>What is said around answers, in a language. Nothing of it is a model's.</summary>
internal abstract class QuestionWords
{
    private static readonly QuestionWords[] All = [new EnglishQuestionWords(), new GermanQuestionWords()];

    public abstract string Language { get; }

    /// <summary>What the language is called in English: for the model.</summary>
    public abstract string LanguageName { get; }

    /// <summary>What can be said of how much of a remedy or food: what the package says.</summary>
    public abstract string Doses { get; }

    /// <summary>What stands before the rules' plan where no answer passed the checks.</summary>
    public abstract string NoAnswer { get; }

    /// <summary>What stands beside what a model saw in a picture.</summary>
    public abstract string PictureNote { get; }

    /// <summary>What is done meanwhile.</summary>
    /// <param name="step">One of <see cref="QuestionSteps"/>.</param>
    public abstract string Step(string step);

    /// <summary>Why there is no answer.</summary>
    /// <param name="code">One of those of an advisor's exception, or of <see cref="QuestionGate"/>.</param>
    public abstract string Problem(string code);

    /// <summary>What a fact is called that no plan has.</summary>
    /// <param name="name">Its name; those of plans are in <see cref="ICareWords.Fact"/>.</param>
    public abstract string? Fact(string name);

    /// <summary>What was seen in a picture.</summary>
    /// <param name="finding">One of <see cref="PhotoFindings"/>.</param>
    public abstract string Finding(string finding);

    public static QuestionWords Of(string? language) => All.FirstOrDefault(words => words.Language == language) ?? All[0];

    /// <summary>Why it is no language that there is; <see langword="null"/> where it is.</summary>
    public static string? Check(string? language) => language is null || All.Any(words => words.Language == language)
        ? null
        : $"It is not one of: {string.Join(", ", All.Select(words => words.Language))}.";
}

/// <summary>What is done while somebody waits for an answer.</summary>
internal static class QuestionSteps
{
    public const string Thinking = "thinking";
    public const string Latest = "latest";
    public const string Day = "history_day";
    public const string Week = "history_week";
    public const string Month = "history_month";
    public const string Year = "history_year";
    public const string Journal = "journal";
    public const string Species = "species";
    public const string Working = "compute";
    public const string Looking = "looking";
    public const string Checking = "checking";
    public const string Again = "again";
}

/// <summary>English.</summary>
internal sealed class EnglishQuestionWords : QuestionWords
{
    public override string Language => "en";

    public override string LanguageName => "English";

    public override string Doses =>
        "How much of a fertiliser, pesticide or household remedy it bears is not known here: keep to what its package says.";

    public override string NoAnswer => "No answer passed the checks. This is what the rules say of this plant:";

    public override string PictureNote => "A model looked at the picture and may be wrong: look yourself before you do anything.";

    public override string Step(string step) => step switch
    {
        QuestionSteps.Latest => "Reading the latest values",
        QuestionSteps.Day => "Reading the last day",
        QuestionSteps.Week => "Reading the last week",
        QuestionSteps.Month => "Reading the last month",
        QuestionSteps.Year => "Reading the last year",
        QuestionSteps.Journal => "Reading the journal",
        QuestionSteps.Species => "Looking up its species",
        QuestionSteps.Working => "Working something out",
        QuestionSteps.Looking => "Looking at the picture",
        QuestionSteps.Checking => "Checking the answer",
        QuestionSteps.Again => "The answer did not pass: asking once more",
        _ => "Thinking",
    };

    public override string Problem(string code) => code switch
    {
        "advisor_off" => "No model was set up: questions are not answered.",
        "advisor_budget" => "What the model may cost for now is spent.",
        "advisor_refused" => "The model gave no answer that passed the checks.",
        QuestionGate.TooMany => "You ask more than can be answered at once. Wait a little.",
        _ => "The model's provider did not answer.",
    };

    public override string? Fact(string name) => name switch
    {
        "dew_point" => "dew point",
        "light_today" => "light until now, since midnight",
        "light_yesterday" => "light of the day before",
        "conductivity" => "conductivity of the soil",
        "soil_temperature" => "temperature of the soil",
        "battery_voltage" => "battery",
        "light_level" => "light",
        "soil_raw" => "raw value of the soil probe",
        "due_latest" => "until it is due at the latest",
        "amount" => "amount of water",
        "since_entry" => "since then",
        "alert_value" => "value that raised the alert",
        "alert_since" => "since the alert was raised",
        "lowest" => "lowest",
        "highest" => "highest",
        "mean" => "mean",
        "difference" => "difference",
        "min" => "smallest",
        "max" => "largest",
        "sum" => "sum",
        "ratio" => "ratio",
        "days_since" => "time since",
        _ => null,
    };

    public override string Finding(string finding) => finding switch
    {
        PhotoFindings.Healthy => "It looks healthy.",
        "yellow_leaves" => "Some leaves are yellow.",
        "brown_tips" => "Some leaves have brown tips or edges.",
        "spots" => "Some leaves have spots.",
        "wilting" => "It hangs its leaves.",
        "pests" => "There may be pests on it.",
        "webs" => "There may be fine webs on it, as mites make them.",
        "mould" => "There may be mould on its leaves or its soil.",
        "leggy" => "It has grown long and thin, as in too little light.",
        "scorched" => "Some leaves look scorched by the sun.",
        "damaged" => "Something has broken or torn some of it.",
        "flowering" => "It flowers or has buds.",
        "no_plant" => "There is no plant in the picture.",
        _ => "Nothing certain can be seen in the picture.",
    };
}

/// <summary>German.</summary>
internal sealed class GermanQuestionWords : QuestionWords
{
    public override string Language => "de";

    public override string LanguageName => "German";

    public override string Doses =>
        "Wie viel sie von einem Dünger, Pflanzenschutzmittel oder Hausmittel verträgt, ist hier nicht bekannt: Halte dich an die"
        + " Packung.";

    public override string NoAnswer => "Keine Antwort hat die Prüfung bestanden. Das sagen die Regeln zu dieser Pflanze:";

    public override string PictureNote =>
        "Ein Modell hat das Bild angesehen und kann sich irren: Sieh selbst nach, bevor du etwas tust.";

    public override string Step(string step) => step switch
    {
        QuestionSteps.Latest => "Liest die letzten Werte",
        QuestionSteps.Day => "Liest den letzten Tag",
        QuestionSteps.Week => "Liest die letzte Woche",
        QuestionSteps.Month => "Liest den letzten Monat",
        QuestionSteps.Year => "Liest das letzte Jahr",
        QuestionSteps.Journal => "Liest das Tagebuch",
        QuestionSteps.Species => "Schlägt die Art nach",
        QuestionSteps.Working => "Rechnet etwas aus",
        QuestionSteps.Looking => "Sieht sich das Bild an",
        QuestionSteps.Checking => "Prüft die Antwort",
        QuestionSteps.Again => "Die Antwort hat nicht bestanden: fragt noch einmal",
        _ => "Denkt nach",
    };

    public override string Problem(string code) => code switch
    {
        "advisor_off" => "Es ist kein Modell eingerichtet: Fragen werden nicht beantwortet.",
        "advisor_budget" => "Was das Modell vorerst kosten darf, ist verbraucht.",
        "advisor_refused" => "Das Modell gab keine Antwort, die die Prüfung bestanden hat.",
        QuestionGate.TooMany => "Du fragst mehr, als auf einmal beantwortet werden kann. Warte ein wenig.",
        _ => "Der Anbieter des Modells hat nicht geantwortet.",
    };

    public override string? Fact(string name) => name switch
    {
        "dew_point" => "Taupunkt",
        "light_today" => "Licht bis jetzt, seit Mitternacht",
        "light_yesterday" => "Licht des Tages davor",
        "conductivity" => "Leitfähigkeit der Erde",
        "soil_temperature" => "Temperatur der Erde",
        "battery_voltage" => "Batterie",
        "light_level" => "Licht",
        "soil_raw" => "Rohwert des Bodenfühlers",
        "due_latest" => "bis es spätestens fällig ist",
        "amount" => "Wassermenge",
        "since_entry" => "seitdem",
        "alert_value" => "Wert, der die Warnung auslöste",
        "alert_since" => "seit die Warnung kam",
        "lowest" => "niedrigster Wert",
        "highest" => "höchster Wert",
        "mean" => "Mittel",
        "difference" => "Unterschied",
        "min" => "kleinster Wert",
        "max" => "größter Wert",
        "sum" => "Summe",
        "ratio" => "Verhältnis",
        "days_since" => "Zeit seit",
        _ => null,
    };

    public override string Finding(string finding) => finding switch
    {
        PhotoFindings.Healthy => "Sie sieht gesund aus.",
        "yellow_leaves" => "Einige Blätter sind gelb.",
        "brown_tips" => "Einige Blätter haben braune Spitzen oder Ränder.",
        "spots" => "Einige Blätter haben Flecken.",
        "wilting" => "Sie lässt die Blätter hängen.",
        "pests" => "Vielleicht sind Schädlinge an ihr.",
        "webs" => "Vielleicht sind feine Gespinste an ihr, wie sie Milben machen.",
        "mould" => "Vielleicht ist Schimmel auf Blättern oder Erde.",
        "leggy" => "Sie ist lang und dünn gewachsen, wie bei zu wenig Licht.",
        "scorched" => "Einige Blätter sehen von der Sonne verbrannt aus.",
        "damaged" => "Etwas an ihr ist gebrochen oder gerissen.",
        "flowering" => "Sie blüht oder hat Knospen.",
        "no_plant" => "Auf dem Bild ist keine Pflanze.",
        _ => "Auf dem Bild ist nichts Sicheres zu sehen.",
    };
}
