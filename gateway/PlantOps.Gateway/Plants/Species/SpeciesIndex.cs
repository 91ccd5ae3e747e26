namespace PlantOps.Gateway.Plants.Species;

/// <summary>Finds species by any of their names, typing mistakes forgiven. Made once, asked by many at once.</summary>
internal sealed class SpeciesIndex
{
    // Below it two names have little more in common than a letter here and there.
    private const double MinLikeness = 0.62;

    // Without the spaces two mistakes turn one name into another one: a spider lily is no spider ivy.
    private const double MinLikenessOfAll = 0.85;

    // A word that is surely meant; below it, it may be another name: "Oenanthe" is no mistake for "Ctenanthe".
    private const double Sure = 0.82;

    // How much of a word must be typed to name a plant by it.
    private const double MinBegun = 0.7;

    // Who types "philodendron" means one that is called so today.
    private const double Synonym = 0.98;

    private readonly List<Name> _names = [];
    private readonly HashSet<string> _words;

    /// <param name="profiles">Of two that are as like, the one that comes first here comes first.</param>
    public SpeciesIndex(IEnumerable<SpeciesProfile> profiles)
    {
        foreach (var (position, profile) in profiles.Index())
        {
            foreach (var name in profile.Names())
            {
                var words = SpeciesText.Of(name.Text);
                if (words.Length == 0) continue;
                var weight = name.Kind == SpeciesNameKind.Synonym ? Synonym : 1;
                _names.Add(new Name(profile, position, weight, words, SearchWords.Telling(words), string.Concat(words), name));
            }
        }

        _words = [.. _names.SelectMany(name => name.Words)];
    }

    /// <returns>Likeliest first; empty where nothing is like it.</returns>
    public IReadOnlyList<SpeciesProfile> Find(string text) => [.. Match(text).Select(found => found.Profile)];

    /// <returns>Likeliest first, each with the name that is like what was typed; empty where no plant of that name is
    /// known.</returns>
    public IReadOnlyList<SpeciesFound> Match(string text)
    {
        string[] all = [.. SpeciesText.Of(text).Distinct()];
        string[] typed = [.. all.Where(word => !SearchWords.IsGeneric(word))];
        if (typed.Length == 0) return [];
        var found = Rank(typed, string.Concat(all));
        if (found.Count > 0 || typed.Length == 1) return found;

        // "Ficus pleureur", "Philodendron Pink Princess": words of several names of one plant.
        var together = Together(typed);
        if (together.Count > 0) return together;

        // "Monstera Thai Constellation": words that name no plant are left out where the rest is a whole name or a genus.
        // Nothing that only shares a word is offered: a "blood lily" is no peace lily, and poisons in another way.
        string[] naming = [.. typed.Where(IsNaming)];
        if (naming.Length == 0 || naming.Length == typed.Length) return [];
        string[] leftOut = [.. typed.Except(naming)];
        return [.. Rank(naming, string.Concat(naming), IsWholeOrGenus).Select(one => one with { LeftOut = leftOut })];
    }

    private List<SpeciesFound> Together(string[] typed)
    {
        var likeness = typed.Select(Likeness).ToArray();
        bool HasAll(IEnumerable<Name> names) => Array.TrueForAll(
            likeness, alike => names.Any(name => name.Words.Any(word => alike.GetValueOrDefault(word) >= Sure)));
        return
        [
            .. _names.GroupBy(name => name.Position).Where(HasAll)
                .Select(names => names.FirstOrDefault(name => IsWholeOrGenus(name, likeness))).OfType<Name>()
                .Select(name => new SpeciesFound(name.Profile, name.As) { IsSure = true }),
        ];
    }

    /// <summary>Whether a plant is called so, without another word.</summary>
    private bool IsNaming(string typed)
    {
        // The beginning of a long name is none: "water" of "watermelon".
        var alike = Likeness(typed).Where(like => typed.Length >= like.Key.Length * MinBegun).ToDictionary();
        return _names.Exists(name => IsWholeOrGenus(name, [alike]));
    }

    private List<SpeciesFound> Rank(
        string[] typed, string joined, Func<Name, Dictionary<string, double>[], bool>? isMeant = null)
    {
        var likeness = typed.Select(Likeness).ToArray();
        return
        [
            .. _names.Where(name => isMeant?.Invoke(name, likeness) != false)
                .Select(name => (Name: name, Score: name.Weight * Score(name, likeness, joined)))
                .Where(found => found.Score >= MinLikeness)
                .OrderByDescending(found => Math.Round(found.Score, 6))
                .ThenByDescending(found => found.Name.Joined == joined)
                .ThenByDescending(found => IsGenus(found.Name, likeness, MinLikeness))
                .ThenBy(found => found.Name.Position)
                .Select(found => new SpeciesFound(found.Name.Profile, found.Name.As)
                {
                    IsSure = found.Score >= Sure,
                    LeftOut = found.Score >= Sure ? [] : typed,
                })
                .DistinctBy(found => found.Profile),
        ];
    }

    /// <summary>Words of any name that a typed one may be.</summary>
    private Dictionary<string, double> Likeness(string typed)
    {
        var alike = new Dictionary<string, double>();
        foreach (var word in _words)
        {
            if (WordLikeness.Of(typed, word) is >= MinLikeness and var likeness) alike[word] = likeness;
        }

        return alike;
    }

    private static double Score(Name name, Dictionary<string, double>[] typed, string joined)
    {
        // "spiderplant", "aloevera".
        var whole = WordLikeness.Whole(joined, name.Joined) is >= MinLikenessOfAll and var likely ? likely : 0;
        double sum = 0;
        foreach (var alike in typed)
        {
            var likeness = name.Words.Max(word => alike.GetValueOrDefault(word));
            if (likeness == 0) return whole;
            sum += likeness;
        }

        // Of names with the same words, the one with fewer others is meant.
        var covered = Math.Min(1, (double)typed.Length / name.Telling.Length);
        return Math.Max(whole, sum / typed.Length * (0.9 + (0.1 * covered)));
    }

    private static bool IsWholeOrGenus(Name name, Dictionary<string, double>[] typed) =>
        IsGenus(name, typed, Sure) || Array.TrueForAll(name.Telling, word => IsTyped(word, typed, Sure));

    private static bool IsGenus(Name name, Dictionary<string, double>[] typed, double least) =>
        name.As.Kind is SpeciesNameKind.Scientific or SpeciesNameKind.Synonym && IsTyped(name.Words[0], typed, least);

    private static bool IsTyped(string word, Dictionary<string, double>[] typed, double least) =>
        Array.Exists(typed, alike => alike.GetValueOrDefault(word) >= least);

    private sealed record Name(
        SpeciesProfile Profile, int Position, double Weight, string[] Words, string[] Telling, string Joined, SpeciesName As);
}

/// <summary>A species that is called like what was typed.</summary>
/// <param name="Profile">The species.</param>
/// <param name="Name">The one of its names that is like it.</param>
internal sealed record SpeciesFound(SpeciesProfile Profile, SpeciesName Name)
{
    /// <summary>Whether it is like it but for a letter or two.</summary>
    public bool IsSure { get; init; }

    /// <summary>Words that were typed and are of no name that is known.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
