using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// Finds sentences that say how the plant is, in English and German: it is happy, its soil is moist, it gets enough light. A
/// state that the facts do not hold is refused. What is asked, wished, put off or said of conditions is no such sentence; a state
/// in other words than these lists have is not found.
/// </summary>
internal static class StateWords
{
    /// <summary>From "is" to the state, in words; also backwards, as German has it at the end.</summary>
    private const int Reach = 4;

    private const int NotReach = 3;

    private static readonly char[] ClauseEnds = ['.', '!', '?', ';', ',', ':', '(', ')', '–', '—', '"', '“', '”', '„'];
    private static readonly char[] Between = [' ', '-', '\'', '’'];

    private static readonly string[] Copulas = Words(
        "is are isn aren doesn don s re looks look seems seem feels feel appears remains stays stands does doing sits"
        + " ist sind wirkt wirken scheint scheinen sieht sehen bleibt steht fuhlt fuhlen geht");

    /// <summary>Conditions and purposes: all behind them in a clause is not said to be so.</summary>
    private static readonly string[] Conditions =
        Words(
            "if when once until till unless whether before nobody unknown wenn falls sobald bis ob damit bevor sodass niemand"
            + " unbekannt");

    /// <summary>What is not said of now, or not said to be so, where it stands close before a state.</summary>
    private static readonly string[] Open = Words(
        "should would could may might must will shall can needs wants likes prefers nearly almost soon quickly barely was were"
        + " been had soll sollte sollten konnte konnten wurde wurden kann muss wird werden will mag braucht fast beinahe bald"
        + " schnell war waren gewesen hatte");

    private const int OpenReach = 4;

    private static readonly string[] Nots = Words(
        "not n isn aren doesn don no never neither nor hardly without nicht nie niemals kein keine keinen keiner keinem kaum ohne"
        + " weder un");

    // Of something else than the plant and its soil; "its leaves are dry" tells nothing of the pot.
    private static readonly string[] Elsewhere = Words(
        "leaves leaf tips edges saucer probe sensor battery device winter summer surface top weather days nights window pot"
        + " blatter blatt spitzen rander untersetzer fuhler sensor batterie winter sommer oberflache wetter tage nachte fenster"
        + " topf");

    private static readonly string[] Air = Words("air humidity luft raumluft zimmerluft luftfeuchte luftfeuchtigkeit");

    /// <summary>They are of a plant that is well wherever they stand.</summary>
    private static readonly string[] Thrives = Words(
        "happy happily thrives thriving flourishes flourishing blissful delighted glucklich zufrieden gedeiht prachtig munter"
        + " quietschfidel kerngesund putzmunter pudelwohl");

    private static readonly (PlantState State, string[] Words)[] Adjectives =
    [
        (PlantState.Well, Words(
            "well fine healthy good great okay ok alright content comfortable perfect perfectly excellent splendid wonderful"
            + " strong vigorous lush cheerful unharmed gut wohl gesund bestens ordnung wunderbar hervorragend perfekt bestem"
            + " kraftig vital super prima toll fit")),
        (PlantState.Ill, Words(
            "sick ill dying unwell unhealthy diseased suffering stressed miserable unhappy sad dead krank kranklich leidend"
            + " gestresst unglucklich tot elend traurig ungesund")),
        (PlantState.Dry, Words(
            "dry thirsty parched dehydrated bone-dry arid trocken durstig ausgetrocknet vertrocknet staubtrocken"
            + " knochentrocken")),
        (PlantState.Moist, Words("moist damp hydrated feucht befeuchtet")),
        (PlantState.Wet, Words(
            "wet soggy waterlogged soaked sodden drowning drenched overwatered nass durchnasst vernasst ubergossen klatschnass"
            + " ertrinkt")),
        (PlantState.Cold, Words("cold chilly freezing frozen icy kalt eiskalt frostig gefroren friert")),
        (PlantState.Warm, Words("warm cosy cozy mollig")),
        (PlantState.Hot, Words("hot overheated scorching heiss uberhitzt")),
        (PlantState.Dark, Words("dark dim gloomy dunkel duster finster")),
        (PlantState.Bright, Words("bright sunny sunlit hell sonnig")),
    ];

    /// <summary>Enough, too much and too little of something.</summary>
    private static readonly (string[] Things, PlantState Enough, PlantState Much, PlantState Little)[] Amounts =
    [
        (Words("water moisture wasser feuchtigkeit"), PlantState.Moist, PlantState.Wet, PlantState.Dry),
        (Words("light sun sunlight licht sonne"), PlantState.Bright, PlantState.Bright, PlantState.Dark),
        (Words("warmth warme"), PlantState.Warm, PlantState.Hot, PlantState.Cold),
    ];

    private static readonly string[] Enough =
        Words("enough plenty sufficient ample adequate genug genugend ausreichend reichlich");
    private static readonly string[] Much = Words("much viel");
    private static readonly string[] Little = Words("little wenig");
    private static readonly string[] Gets =
        Words("has gets get have receives is are hat bekommt kriegt erhalt ist sind there");

    /// <summary>
    /// What is wrong with a text that passed the check of its figures; <see langword="null"/> where nothing is.
    /// </summary>
    public static string? Fault(string text, CarePlan plan)
    {
        var states = PlantStates.Of(plan);
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && Array.IndexOf(ClauseEnds, text[at]) < 0) continue;
            var clause = text[start..at];
            start = at + 1;
            if (IsAsked(text, at)) continue;
            var words = clause.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(TextPiece.Fold).ToList();
            if (FaultOf(words, states) is { } word) return $"“{word}”: the facts do not say that it is so; say what they do.";
        }

        return null;
    }

    /// <summary>Whether the sentence to which a clause belongs is a question.</summary>
    private static bool IsAsked(string text, int from)
    {
        var end = text.AsSpan(from).IndexOfAny('.', '!', '?');
        return end >= 0 && text[from + end] == '?';
    }

    private static string? FaultOf(List<string> words, PlantStates states)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (StateAt(words, at) is not { } state || IsOpen(words, at)) continue;
            if (!states.Allows(state, IsNegated(words, at))) return words[at];
        }

        return null;
    }

    private static PlantState? StateAt(List<string> words, int at)
    {
        if (Has(Thrives, words[at])) return PlantState.Well;
        if (AmountAt(words, at) is { } amount) return amount;
        if (words.Exists(word => Has(Elsewhere, word)) || !IsNear(words, at, Copulas)) return null;
        foreach (var (state, list) in Adjectives)
        {
            if (!Has(list, words[at])) continue;

            // "Well watered", "good light": what follows is meant.
            var isOfAir = words.Exists(word => Has(Air, word));
            if (state == PlantState.Well && (isOfAir || IsMoreToCome(words, at))) return null;
            if (state != PlantState.Well && at > 0 && words[at - 1] is "how" or "wie") return null;
            return (state, isOfAir) switch
            {
                (PlantState.Dry, true) => PlantState.AirDry,
                (PlantState.Moist or PlantState.Wet, true) => PlantState.AirDamp,
                _ => state,
            };
        }

        return null;
    }

    private static PlantState? AmountAt(List<string> words, int at)
    {
        if (at == 0 || !words.Exists(word => Has(Gets, word))) return null;
        foreach (var (things, enough, much, little) in Amounts)
        {
            if (!Has(things, words[at])) continue;
            var before = words.GetRange(Math.Max(0, at - 2), Math.Min(at, 2));
            if (before.Exists(word => Has(Enough, word))) return enough;
            if (words[at - 1] is var amount && Has(Much, amount)) return much;
            return Has(Little, words[at - 1]) ? little : null;
        }

        return null;
    }

    private static bool IsMoreToCome(List<string> words, int at) =>
        at + 1 < words.Count
        && words[at + 1] is "watered" or "drained" or "for" or "light" or "place" or "time" or "reason" or "lit";

    private static bool IsOpen(List<string> words, int at) =>
        words.GetRange(0, at).Exists(word => Has(Conditions, word)) || words is ["so", "that", ..]
        || words.GetRange(Math.Max(0, at - OpenReach), Math.Min(at, OpenReach)).Exists(word => Has(Open, word))
        || IsLater(words, at)
        || (at + 1 < words.Count && words[at + 1] is "wird" or "wurde" or "soll" or "bleiben" or "werden" or "sein");

    /// <summary>"It is dry at {r2}, in about {r3}", "it is dry every {r4}": said of when, not of now.</summary>
    private static bool IsLater(List<string> words, int at) => words.Skip(at + 1).Take(3)
        .Zip(words.Skip(at + 2).Append(string.Empty))
        .Any(pair => pair.First is "at" or "in" or "bei" or "every" or "alle"
            && (pair.Second is "about" or "etwa" || pair.Second.StartsWith('{')));

    private static bool IsNegated(List<string> words, int at)
    {
        var from = Math.Max(0, at - NotReach);
        return words.GetRange(from, at - from).Exists(word => Has(Nots, word));
    }

    private static bool IsNear(List<string> words, int at, string[] some)
    {
        var from = Math.Max(0, at - Reach);
        return words.GetRange(from, Math.Min(words.Count, at + 3) - from).Exists(word => Has(some, word));
    }

    private static bool Has(string[] some, string word) => Array.IndexOf(some, word) >= 0;

    private static string[] Words(string words) => words.Split(' ');
}
