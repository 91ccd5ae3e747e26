using System.Text;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>What stands between two spaces: words, which hyphens, points or apostrophes may join, or a reference.</summary>
/// <param name="Words">Its words, without what English puts behind an apostrophe.</param>
/// <param name="Joined">Its letters without what is between them.</param>
/// <param name="Reference">The reference; <see langword="null"/> where it is words.</param>
/// <param name="IsEnd">Whether a sentence or a clause ends behind it.</param>
internal sealed record TextPiece(IReadOnlyList<string> Words, string Joined, string? Reference, bool IsEnd)
{
    private const string Opening = "(\"“„«‹‘‚'";
    private const string Closing = ".,;:!?…)\"”“»›’'";
    private const string Dashes = "-–—";

    // Without the tables of the operating system, which a gateway does not have everywhere.
    private const string Marked = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšž";
    private const string Bare = "aaaaaaceeeeiiiinoooooouuuuyysz";

    // What English puts behind an apostrophe: it's, plant's, don't, it'll.
    private static readonly string[] Endings = ["s", "t", "d", "m", "ll", "re", "ve"];

    /// <param name="plain">Of usual characters, one space between two pieces.</param>
    /// <param name="faults">Gets what is wrong with how its signs stand.</param>
    public static IReadOnlyList<TextPiece> Of(string plain, List<string> faults)
    {
        var pieces = new List<TextPiece>();
        var isBehindDash = false;
        foreach (var piece in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isReference = piece.AsSpan().IndexOfAny('{', '}') >= 0;
            if (isReference && isBehindDash) faults.Add("A dash before a reference looks like a minus: leave it out.");
            pieces.Add(isReference ? Refer(piece, faults) : Say(piece, faults));
            isBehindDash = Dashes.Contains(piece[^1], StringComparison.Ordinal);
        }

        return pieces;
    }

    /// <summary>In small letters without marks, <c>ß</c> as two of them: as lists of words have it.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var sign in word.ToLowerInvariant())
        {
            var marked = Marked.IndexOf(sign, StringComparison.Ordinal);
            folded.Append(sign switch
            {
                'ß' => "ss",
                'œ' => "oe",
                'æ' => "ae",
                _ => marked < 0 ? sign.ToString() : Bare[marked].ToString(),
            });
        }

        return folded.ToString();
    }

    /// <summary>A reference stands alone: two beside each other, or one beside letters, would be another figure.</summary>
    private static TextPiece Refer(string piece, List<string> faults)
    {
        var start = piece.AsSpan().TrimStart(Opening);
        var core = start.TrimEnd(Closing);
        var isEnd = core.Length < start.Length;
        if (core is ['{', .. var reference, '}'] && IsReference(reference))
            return new TextPiece([], string.Empty, reference.ToString(), isEnd);
        faults.Add($"“{Cut(piece)}” is no reference that stands alone, as {{r1}} does: "
            + "put spaces around it, no sign before it and no unit behind it.");
        return new TextPiece([], string.Empty, null, isEnd);
    }

    private static bool IsReference(ReadOnlySpan<char> text) =>
        text is ['r', >= '1' and <= '9', ..] && text.Length <= 5 && !text[1..].ContainsAnyExceptInRange('0', '9');

    private static TextPiece Say(string piece, List<string> faults)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at <= piece.Length; at++)
        {
            if (at < piece.Length && TextCharacters.IsLetter(piece[at])) continue;
            if (at > start) Add(words, piece, start, at);
            if (at < piece.Length - 1 && piece[at] is '.' or ':' && TextCharacters.IsLetter(piece[at + 1]))
                faults.Add($"“{Cut(piece)}” looks like an address or an abbreviation: write it as a plain sentence.");
            start = at + 1;
        }

        var isEnd = Closing.Contains(piece[^1], StringComparison.Ordinal) || words.Count == 0;
        return new TextPiece(words, string.Concat(piece.Where(TextCharacters.IsLetter)), null, isEnd);
    }

    private static void Add(List<string> words, string piece, int start, int end)
    {
        var word = piece[start..end];
        var isEnding = start > 1 && piece[start - 1] is '\'' or '’' && words.Count > 0
            && Array.IndexOf(Endings, word.ToLowerInvariant()) >= 0;
        if (!isEnding) words.Add(word);
    }

    public static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
