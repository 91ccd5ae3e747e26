using System.Text;
using CsCheck;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Checking;

/// <summary>Whatever is said, no figure is left in it that is not a fact's.</summary>
public sealed class FigureProperties
{
    private static readonly ReferenceTable Facts = Table();

    private static readonly string[] English =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] EnglishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
        "ninety"];

    private static readonly string[] German =
    [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
        "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ];

    private static readonly string[] GermanTens =
        ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    // Words of the gateway's own sentences that are usual in advice.
    private static readonly string[] Plain =
    [
        "its", "soil", "is", "dry", "water", "it", "and", "the", "plant", "so", "before", "again", "light", "leaves", "root",
        "to", "feed", "Erde", "ist", "trocken", "gieße", "sie", "und", "die", "Pflanze", "wieder", "nicht", "Licht", "ihre",
        "Blätter", "für", "zu", "{r1}", "{r2}", "{r3}",
    ];

    /// <summary>How a figure may be hidden: each makes another text of it that a person reads all the same.</summary>
    private static readonly Func<string, int, string>[] Disguises =
    [
        (word, _) => word,
        (word, _) => word.ToUpperInvariant(),
        (word, _) => char.ToUpperInvariant(word[0]) + word[1..],
        (word, at) => Insert(word, at, "\u00AD"),
        (word, at) => Insert(word, at, "\u200B"),
        (word, at) => Insert(word, at, "\u2060"),
        (word, at) => Insert(word, at, "\u0336"),
        (word, at) => Insert(word, at, "-"),
        (word, at) => Insert(word, at, "."),
        (word, at) => Insert(word, at, "'"),
        (word, at) => Insert(word, at, " "),
        (word, at) => Insert(word, at, "\u00A0"),
        (word, at) => Insert(word, at, "\n"),
        (word, _) => string.Join(' ', word.ToCharArray()),
        (word, _) => string.Join('-', word.ToCharArray()),
        (word, _) => string.Concat(word.Select(sign => char.IsAsciiLetterLower(sign) ? (char)(sign + 0xFEE0) : sign)),
        (word, _) => string.Concat(word.Select(sign =>
            char.IsAsciiLetterLower(sign) ? char.ConvertFromUtf32(0x1D41A + sign - 'a') : sign.ToString())),
        (word, _) => word.Replace("e", "\u0435", StringComparison.Ordinal).Replace("i", "\u0456", StringComparison.Ordinal)
            .Replace("a", "\u0430", StringComparison.Ordinal).Replace("o", "\u043E", StringComparison.Ordinal),
        (word, _) => word.Replace("e", "é", StringComparison.Ordinal).Replace("i", "ì", StringComparison.Ordinal),
        (word, _) => word.Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal)
            .Replace("ß", "ss", StringComparison.Ordinal),
        (word, _) => $"“{word}”",
        (word, _) => $"({word}),",
        (word, _) => $"{word}fold",
        (word, _) => $"{word}mal",
        (word, _) => $"{word}fach",
        (word, _) => $"{word}prozentig",
        (word, _) => "{" + word + "}",
    ];

    private static readonly Gen<string> Figure = Gen.OneOf(
        Gen.Int[0, 999].Select(EnglishOf),
        Gen.Int[0, 999].Select(number => EnglishOf(number).Replace(" ", "-", StringComparison.Ordinal)),
        Gen.Int[0, 999].Select(GermanOf),
        One("dozen", "half", "double", "twice", "quarter", "third", "Hälfte", "doppelt", "Drittel", "Dutzend", "fünfte",
            "achtel"));

    private static readonly Gen<string> Words = One(Plain).List[0, 8].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Digit = One(
        [.. Enumerable.Range(0, 0x1FFFF).Where(code => code is < 0xD800 or > 0xDFFF).Select(code => new Rune(code))
            .Where(rune => Rune.IsNumber(rune)).Select(rune => rune.ToString())]);

    [Fact]
    public void Check_FigureInDisguise_IsRefused() =>
        Gen.Select(Words, Figure, Gen.Int[0, Disguises.Length - 1], Gen.Int[1, 40], Words).Sample(
            (before, figure, disguise, at, behind) =>
            {
                var text = $"{before} {Disguises[disguise](figure, at)} {behind}".Trim();

                Assert.True(ReferencedText.Check(text, Facts).Text is null, text);
            },
            iter: 20_000);

    [Fact]
    public void Check_DigitOfAnyScript_IsRefused() =>
        Gen.Select(Words, Digit, Words).Sample(
            (before, digit, behind) => Assert.Null(ReferencedText.Check($"{before}{digit}{behind}", Facts).Text), iter: 20_000);

    [Fact]
    public void Check_AnyText_KeepsNoFigureThatIsNoFacts() =>
        Gen.OneOf(Gen.String, Words, Gen.String[Gen.Char["aeitwvnl {}r123.-%\u00AD\u0435٣"], 0, 40]).List[1, 4].Sample(
            parts =>
            {
                if (ReferencedText.Check(string.Join(' ', parts), Facts).Text is not { } text) return;
                var shown = text.Render(Facts, _ => "…");
                Assert.DoesNotContain(shown.EnumerateRunes(), Rune.IsNumber);
                Assert.DoesNotContain(
                    shown, sign => sign is '{' or '}' or '<' or '>' or '&' or '/' or '@' or '%' || char.IsControl(sign));
                Assert.All(text.References, reference => Assert.NotNull(Facts.Find(reference)));
            },
            iter: 20_000);

    [Fact]
    public void Check_PlainWordsAndReferences_AreTakenAndShowTheFactsAlone() =>
        Words.Where(words => words.Length > 0).Sample(words =>
        {
            var (text, fault) = ReferencedText.Check(words, Facts);

            Assert.True(text is not null, $"{words}: {fault}");
            var parts = text.Parts(Facts, fact => $"<{fact.Ref}>");
            Assert.Equal(words.Replace("{", "<", StringComparison.Ordinal).Replace("}", ">", StringComparison.Ordinal),
                string.Concat(parts.Select(part => part.Text)));
            Assert.All(parts, part => Assert.Equal(part.Fact is not null, part.Text.StartsWith('<')));
        });

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(at => all[at]);

    private static string Insert(string word, int at, string what) =>
        word.Length < 2 ? word : word.Insert(1 + (at % (word.Length - 1)), what);

    private static string EnglishOf(int number) => number switch
    {
        1 => "thirty one",
        < 20 => English[number],
        < 100 when number % 10 == 0 => EnglishTens[number / 10],
        < 100 => $"{EnglishTens[number / 10]} {English[number % 10]}",
        _ when number % 100 == 0 => $"{English[number / 100]} hundred",
        _ => $"{English[number / 100]} hundred and {EnglishOf(number % 100)}",
    };

    private static string GermanOf(int number) => number switch
    {
        < 20 => German[number],
        < 100 when number % 10 == 0 => GermanTens[number / 10],
        < 100 => $"{(number % 10 == 1 ? "ein" : German[number % 10])}und{GermanTens[number / 10]}",
        _ when number % 100 == 0 => $"{(number / 100 == 1 ? "ein" : German[number / 100])}hundert",
        _ => $"{(number / 100 == 1 ? "ein" : German[number / 100])}hundert{GermanOf(number % 100)}",
    };

    private static ReferenceTable Table()
    {
        var facts = new ReferenceTable();
        foreach (var name in new[] { CareFactNames.Soil, CareFactNames.SoilLow, CareFactNames.Humidity })
            facts.Add(new CareFact { Name = name, Kind = CareFactKind.Reading, Value = 12, Unit = "%" });
        return facts;
    }
}
