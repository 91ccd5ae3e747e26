using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// Words that are figures, in English, German and, for those who would get around these, their neighbours. Not among them:
/// articles ("a", "ein"), "first" ("erst": an order of steps), "once" (as soon as), "both" ("beide": what was just named), and
/// what has no amount ("some", "few", "many", "ein paar").
/// </summary>
internal static partial class NumberWords
{
    private const int MinJoined = 6;

    // Cardinals that begin no other word of a care plan, so that all that begins with them is a figure: twofold, dreitägig.
    private static readonly string[] Stems =
    [
        "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ninth", "eleven", "twel", "twent", "thirt",
        "forty", "fortie", "fifth", "fifti", "fifte", "fifty", "hundred", "thousand", "million", "billion", "trillion", "dozen",
        "half", "halve", "double", "doubling", "triple", "tripling", "treble", "quadrupl", "quintupl", "twice", "thrice",
        "quarter", "third", "tenfold", "tenth", "myriad", "umpteen",
        "zwei", "zwo", "drei", "vier", "funf", "fuenf", "sechs", "sechz", "siebz", "sieben", "siebt", "neun", "zehn", "zwanzig",
        "hundert", "tausend", "milliard", "dutzend", "halb", "halft", "haelft", "anderthalb", "eineinhalb", "dritt", "doppel",
        "zwolf", "zwoelf", "elft", "elfm", "elff", "elfh", "elfz", "achtel", "achtm", "achtf", "achtz", "achth", "achtt",
        "achtund", "achtei", "onefold", "zigfach", "verdoppel", "verdreif", "vervierf", "verfunff", "verzehnf", "null", "eintaus",
        "einhund", "einund",
    ];

    /// <summary>What begins like one and is none: branches, doubts, half shade, shrubs.</summary>
    private static readonly string[] None = ["zweifel", "halbschatt", "halbstrauch"];

    private static readonly HashSet<string> NoneExact =
        ["zweig", "zweige", "zweigen", "zweigs", "zweiges", "zweigspitze", "zweigspitzen", "zweiglein"];

    private static readonly HashSet<string> Exact =
    [
        "ten", "tens", "teen", "teens", "nil", "nought", "naught", "aught", "couple", "couples", "pair", "pairs", "second",
        "seconds", "secondly", "nth", "eins", "einmal", "einmalig", "elf", "elfe", "elfen", "acht", "achten", "achte", "achter",
        "achtes", "achtem", "achtens", "keinmal",
        "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf",
        "dix", "onze", "douze", "treize", "quatorze", "quinze", "vingt", "trente", "quarante", "cinquante", "soixante", "mille",
        "uno", "dos", "tres", "cuatro", "cinco", "seis",
        "siete", "ocho", "nueve", "diez", "doce", "trece", "catorce", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta",
        "cien", "ciento", "tre", "quattro", "cinque", "sette", "otto", "nove", "dieci", "dodici", "venti", "cento",
        "twee", "drie", "vijf", "zes", "zeven", "negen", "tien", "twaalf", "twintig", "dertig", "veertig", "vijftig",
    ];

    private static readonly HashSet<string> BeforeOne =
    [
        "this", "that", "which", "no", "any", "every", "each", "another", "other", "new", "old", "larger", "smaller", "bigger",
        "dry", "wet", "fresh", "warmer", "cooler", "brighter", "darker", "healthy", "dead",
    ];

    private static readonly HashSet<string> BehindOne = ["of", "another"];
    private static readonly HashSet<string> PayHeed = ["auf", "darauf", "worauf"];

    /// <summary>Whether a word, in small letters without marks, is a figure by itself.</summary>
    public static bool Has(string folded)
    {
        if (NoneExact.Contains(folded) || None.Any(none => folded.StartsWith(none, StringComparison.Ordinal))) return false;
        return Exact.Contains(folded)
            || Stems.Any(stem => folded.StartsWith(stem, StringComparison.Ordinal))
            || Compound().IsMatch(folded);
    }

    /// <summary>Whether words that stand apart are a figure when they are read together.</summary>
    /// <param name="first">The first of them; where that alone is one it was seen before.</param>
    /// <param name="joined">All of them.</param>
    public static bool HasJoined(string first, string joined) =>
        Exact.Contains(joined) || Compound().IsMatch(joined)
        || Stems.Any(stem => stem.Length >= MinJoined && first.Length < stem.Length
            && joined.StartsWith(stem, StringComparison.Ordinal));

    /// <summary>Whether it is one of those words that are a figure by what stands beside them.</summary>
    public static bool HasIn(IReadOnlyList<string> folded, int at)
    {
        var before = at > 0 ? folded[at - 1] : string.Empty;
        var behind = at + 1 < folded.Count ? folded[at + 1] : string.Empty;
        return folded[at] switch
        {
            "one" => !BeforeOne.Contains(before) && !BehindOne.Contains(behind),
            "achte" or "achten" => !PayHeed.Contains(behind) && !PayHeed.Contains(before),
            _ => Has(folded[at]),
        };
    }

    /// <summary>Numbers of more than one part with what is put behind them: zweiundzwanzigste, twentytwo, fünfmal.</summary>
    [GeneratedRegex(
        "^(?:ein|und|and|a)*(?:(?:zero|one(?!s?$)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen"
        + "|eighteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half"
        + "|double|twice|third|quarter"
        + "|null|eins|zwei|zwo|drei|vier|funf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwoelf|sechzehn|siebzehn|zwanzig"
        + "|dreissig|vierzig|funfzig|fuenfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|halb|viertel|drittel|doppel"
        + "|dutzend|zig)(?:und|and|ein)*)+"
        + "(?:s|el|eln|els|th|ths|fold|ish|teen|e|en|er|es|em|n|t|te|ten|ter|tes|tem|tens|ste|sten|ster|stes|stel|tel|mal|fach"
        + "|fache|fachen|erlei|prozentig)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Compound();

    /// <summary>Letters that are read as figures: Roman ones, and those that look like ones and noughts.</summary>
    public static bool IsRead(string word) => Roman().IsMatch(word) || LookAlike().IsMatch(word);

    [GeneratedRegex("^(?:[IVXLCDM]{2,}|[ivx]{2,}|[IVX][ivx]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Roman();

    [GeneratedRegex("^(?:[Il][OolI]+|[OISZBlo]*[OI][OISZBl]+|[Oo]{2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex LookAlike();
}
