using System.Globalization;
using System.Text;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>What no model answers: whether something is poisonous, how much of a remedy or food, and what may be eaten.</summary>
[Flags]
internal enum QuestionTopic
{
    None = 0,
    Toxicity = 1,
    Doses = 2,
    Edibility = 4,
}

/// <summary>Finds such questions, in English and German, and answers them by fixed sentences.</summary>
/// <param name="Certain">What it is of: no model is asked.</param>
/// <param name="Perhaps">What it may touch: that is said beside the answer.</param>
internal readonly record struct QuestionTopics(QuestionTopic Certain, QuestionTopic Perhaps)
{
    // Beginnings of words, in small letters without marks.
    private static readonly (QuestionTopic Topic, string Words)[] Stems =
    [
        (QuestionTopic.Toxicity,
            "poison toxic nontoxic toxisch venom giftig giftpflanz giftstoff vergift ungift hochgift katze kater haustier hunde"
            + " welpe kleinkind saugling saeugling toddler children childs kinder puppy puppies kitten kittens hamster"
            + " kaninchen meerschwein rabbit parrot papagei wellensittich ingest swallow verschluck"),
        (QuestionTopic.Doses,
            "dosi dosage dilut verdunn verduenn konzentr concentrat pesticid pestizid insecticid insektizid fungicid fungizid"
            + " herbicid herbizid spritzmittel pflanzenschutz glyphos roundup pyrethr spinosad imidaclo acetamip neem"
            + " teaspoon tablespoon teeloff essloff kupfersulf schmierseife wasserstoffper bleach"),
        (QuestionTopic.Edibility,
            "edibl inedib essbar ungeniess geniessbar verzehr rezept recipe tasty lecker salat salad smoothie medicin heilpflanz"
            + " heilkraut mitessen aufessen gegessen"),
    ];

    private static readonly (QuestionTopic Topic, string Words)[] Whole =
    [
        (QuestionTopic.Toxicity, "cat cats dog dogs pet pets hund child kid kids baby babys babies haustier"),
        (QuestionTopic.Doses, "dose doses dosen npk"),
        (QuestionTopic.Edibility, "eat eaten eating eats ate essen esse isst tea teas tee"),
    ];

    // What means something else as well: pests chew too, a gift is a present, and herbs are harvested to be cut back.
    private static readonly (QuestionTopic Topic, string Words)[] Maybe =
    [
        (QuestionTopic.Toxicity,
            "chew nibbl kaut kauen nagt nagen knabber gift safe harmless harmful schadlich schaedlich unbedenklich"
            + " bedenklich allerg irritat reizend hautreiz bird vogel tier animal schluck lick leck sohn tochter"),
        (QuestionTopic.Doses, "alkohol alcohol spiritus peroxid schwefel sulfur sulphur kupfer copper loffel loeffel spoon"),
        (QuestionTopic.Edibility, "harvest ernte cook koch taste tastes schmeck medizin raw roh"),
    ];

    // "How much fertiliser": neither word alone asks for a dose.
    private static readonly string[] Amounts =
    [
        "much", "many", "little", "viel", "viele", "wieviel", "wieviele", "wenig", "amount", "menge", "strong", "stark", "ml",
        "cl", "liter", "litre", "litres", "liters", "gram", "grams", "gramm", "mg", "kg", "tbsp", "tsp", "tl", "el", "drops",
        "tropfen", "percent", "prozent", "ratio", "verhaltnis",
    ];

    private static readonly string[] Remedies =
    [
        "fertili", "dung", "dueng", "feed", "food", "nahr", "naehr", "spray", "spritz", "soap", "seife", "vinegar", "essig",
        "salt", "salz", "epsom", "oil", "insect", "insekt", "schadling", "schaedling", "nutrient", "guano", "kompost", "compost",
        "spulmittel", "remedy", "treatment",
    ];

    private static readonly string[] WithinWords = ["giftig", "toxisch", "essbar", "dunger", "duenger", "dungemittel"];

    private static readonly (string Stem, QuestionTopic Topic)[] Begins = [.. Each(Stems)];
    private static readonly (string Stem, QuestionTopic Topic)[] MayBegin = [.. Each(Maybe)];

    private static readonly Dictionary<string, QuestionTopic> Words =
        Each(Whole).ToDictionary(pair => pair.Word, pair => pair.Topic);

    public static QuestionTopics Of(string text)
    {
        var (certain, perhaps) = (QuestionTopic.None, QuestionTopic.None);
        var words = WordsOf(text);
        foreach (var word in words)
        {
            certain |= Words.GetValueOrDefault(word) | Of(word, Begins);
            if (word.Contains("giftig", StringComparison.Ordinal) || word.Contains("toxisch", StringComparison.Ordinal))
                certain |= QuestionTopic.Toxicity;
            if (word.Contains("essbar", StringComparison.Ordinal)) certain |= QuestionTopic.Edibility;
            perhaps |= Of(word, MayBegin);
        }

        // Who says that somebody ate of it asks what it does to them. "Kind" is a child in German and a sort in English.
        if (certain.HasFlag(QuestionTopic.Edibility) || text.Contains(" Kind ", StringComparison.Ordinal))
            certain |= QuestionTopic.Toxicity;
        var isAmount = words.Any(word => Array.IndexOf(Amounts, word) >= 0);
        if (isAmount && words.Any(IsRemedy)) certain |= QuestionTopic.Doses;
        return new QuestionTopics(certain, perhaps & ~certain);
    }

    /// <summary>What is said of them, whatever anybody asks.</summary>
    public static IReadOnlyList<string> Sentences(QuestionTopic topics, CarePlan plan, ICareWords care, QuestionWords words)
    {
        var safety = new CareText(plan, care).Safety;
        var said = new List<string>();
        if (topics.HasFlag(QuestionTopic.Toxicity)) said.AddRange(safety.Take(safety.Count - 1));
        if (topics.HasFlag(QuestionTopic.Edibility)) said.Add(safety[^1]);
        if (topics.HasFlag(QuestionTopic.Doses)) said.Add(words.Doses);
        return said;
    }

    private static bool IsRemedy(string word) =>
        Remedies.Any(remedy => word.StartsWith(remedy, StringComparison.Ordinal))
        || WithinWords.Any(part => word.Contains(part, StringComparison.Ordinal));

    private static QuestionTopic Of(string word, (string Stem, QuestionTopic Topic)[] begins)
    {
        var topics = QuestionTopic.None;
        foreach (var (stem, topic) in begins)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal)) topics |= topic;
        }

        return topics;
    }

    // What hides within a word, as a soft hyphen or a joiner does, parts no words, and a mark of its own belongs to its letter.
    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var sign in text + " ")
        {
            var isHidden = char.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
            if (char.IsLetter(sign)) word.Append(sign);
            else if (!isHidden && word.Length > 0)
            {
                words.Add(TextPiece.Fold(word.ToString()));
                word.Clear();
            }
        }

        return words;
    }

    private static IEnumerable<(string Word, QuestionTopic Topic)> Each((QuestionTopic Topic, string Words)[] lists) =>
        lists.SelectMany(list => list.Words.Split(' ').Select(word => (Word: word, list.Topic))).DistinctBy(pair => pair.Word);
}
