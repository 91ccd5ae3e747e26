using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>
/// Finds words that argue against a plan or add to it. What is to be done is a sentence of the rules that stands first whatever a
/// model says; this keeps the model's reasons from taking it back, as far as words tell that.
/// </summary>
internal static class ActionWords
{
    /// <summary>How far from an action a "not" still counts, in words.</summary>
    private const int Near = 4;

    // As they are told to people; "watered", what was done, is none of them.
    private static readonly (CareKind? Kind, string[] Words)[] Actions =
    [
        (CareKind.Water, ["water", "watering", "soak", "soaking", "drench", "giesse", "giessen", "giess", "wasser", "tauche"]),
        (CareKind.Feed, ["feed", "feeding", "fertilise", "fertilize", "fertilising", "fertilizing", "dunge", "dungen"]),
        (CareKind.Repot, ["repot", "repotting", "umtopfen", "topfe"]),
        (null,
        [
            "prune", "pruning", "cut", "mist", "misting", "spray", "spraying", "stutze", "schneide", "bespruhe",
            "spruhe", "spruh", "nebel", "throw", "discard", "burn", "wirf",
        ]),
    ];

    private static readonly char[] Between = [' ', '-', '\'', '’', ',', '(', ')', '"', ':', '–', '—'];

    private static readonly string[] Not =
    [
        "not", "don", "doesn", "shouldn", "needn", "mustn", "won", "wouldn", "never", "no", "without", "avoid", "stop", "skip",
        "instead", "refrain", "withhold", "postpone", "delay", "unnecessary", "needless", "wrong", "harmful", "forget",
        "nicht", "nie", "niemals", "kein", "keine", "keinen", "keiner", "keinem", "ohne", "statt", "anstatt", "vermeide",
        "verzichte", "unterlass", "unterlasse", "warte", "verschiebe", "unnotig", "falsch", "vergiss", "hor",
    ];

    private static readonly string[] Objects =
        ["it", "them", "this", "the", "now", "more", "well", "again", "sie", "ihn", "die", "den", "jetzt", "mehr", "wieder"];

    private static readonly string[] Keep = ["leave", "keep", "let", "lass", "lasse", "halte"];
    private static readonly string[] Dry = ["dry", "trocken", "alone", "allein", "stehen"];

    private static readonly string[] Against =
        ["ignor", "disregard", "opposite", "contrary", "gegenteil", "missacht", "override", "instruction", "anweisung"];

    /// <summary>What is wrong with a text that passed the check; <see langword="null"/> where nothing is.</summary>
    public static string? Fault(string text, CarePlan plan)
    {
        foreach (var sentence in text.Split(['.', '!', '?', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = sentence.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(TextPiece.Fold).ToList();
            if (FaultOf(words, plan) is { } fault) return fault;
        }

        return null;
    }

    private static string? FaultOf(List<string> words, CarePlan plan)
    {
        if (words.Find(word => Against.Any(stem => word.StartsWith(stem, StringComparison.Ordinal))) is { } against)
            return $"“{against}” has no place in a reason.";
        foreach (var (kind, actions) in Actions)
        {
            var isWanted = plan.Items.Any(item => item.Kind == kind && item.CanBeDone);
            if (!isWanted && Tells(words, actions, kind)) return $"“{words[0]}”: that is not of the plan; add nothing to do.";
            if (isWanted && IsNear(words, actions, Not))
                return "It says not to do what the plan has to do: only say why it is to be done.";
        }

        return plan.Items.Any(item => item is { Kind: CareKind.Water, CanBeDone: true }) && IsNear(words, Keep, Dry)
            ? "It says to leave dry what is to be watered: only say why it is to be done."
            : null;
    }

    /// <summary>Whether a sentence begins with an action. "Water" is a thing as well, and done where something follows.</summary>
    private static bool Tells(List<string> words, string[] actions, CareKind? kind) =>
        words.Count > 0 && Array.IndexOf(actions, words[0]) >= 0
        && (kind != CareKind.Water || (words.Count > 1 && Array.IndexOf(Objects, words[1]) >= 0));

    private static bool IsNear(List<string> words, string[] some, string[] others)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Array.IndexOf(some, words[at]) < 0) continue;
            var from = Math.Max(0, at - Near);
            var near = words.GetRange(from, Math.Min(words.Count - from, (2 * Near) + 1));
            if (near.Exists(word => Array.IndexOf(others, word) >= 0)) return true;
        }

        return false;
    }
}
