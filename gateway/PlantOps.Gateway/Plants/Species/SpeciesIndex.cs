namespace PlantOps.Gateway.Plants.Species;

/// <summary>Finds species by any of their names, typing mistakes forgiven. Made once, asked by many at once.</summary>
internal sealed class SpeciesIndex
{
    // Below it two names have little more in common than a letter here and there.
    private const double MinLikeness = 0.62;

    // Without the spaces a few mistakes turn one long name into another one.
    private const double MinLikenessOfAll = 0.75;

    // A word by which a plant is found although another word was not.
    private const double Sure = 0.85;

    // Who types "philodendron" means one that is called so today.
    private const double Synonym = 0.98;

    // A word of this many species ("plant") alone says nothing about which is meant.
    private const int TooCommon = 12;

    private readonly List<Name> _names = [];
    private readonly Dictionary<string, int> _speciesByWord;

    /// <param name="profiles">Of two that are as like, the one that comes first here comes first.</param>
    public SpeciesIndex(IEnumerable<SpeciesProfile> profiles)
    {
        foreach (var (position, profile) in profiles.Index())
        {
            Add([profile.ScientificName], SpeciesNameKind.Scientific);
            Add(profile.CommonNames, SpeciesNameKind.English);
            Add(profile.GermanNames, SpeciesNameKind.German);
            Add(profile.Synonyms, SpeciesNameKind.Synonym);

            void Add(IEnumerable<string> names, SpeciesNameKind kind) => _names.AddRange(names
                .Select(text => (Text: text, Words: SpeciesText.Of(text))).Where(name => name.Words.Length > 0)
                .Select(name => new Name(
                    profile, position, kind == SpeciesNameKind.Synonym ? Synonym : 1, name.Words, string.Concat(name.Words),
                    new SpeciesName(name.Text, kind))));
        }

        _speciesByWord = _names.SelectMany(name => name.Words.Select(word => (word, name.Profile.Id))).Distinct()
            .GroupBy(pair => pair.word).ToDictionary(word => word.Key, word => word.Count());
    }

    /// <returns>Likeliest first; empty where nothing is like it.</returns>
    public IReadOnlyList<SpeciesProfile> Find(string text) => [.. Match(text).Select(found => found.Profile)];

    /// <returns>Likeliest first, each with the name that is like what was typed; empty where nothing is.</returns>
    public IReadOnlyList<(SpeciesProfile Profile, SpeciesName Name)> Match(string text)
    {
        string[] typed = [.. SpeciesText.Of(text).Distinct()];
        if (typed.Length == 0) return [];
        var found = Rank(typed);
        if (found.Count > 0 || typed.Length == 1) return found;

        // "Monstera Thai Constellation": words that are of no name are left out, as long as one that tells something is left.
        string[] known = [.. typed.Where(word => Surely(word).Any())];
        return known.Any(word => Surely(word).Sum(like => _speciesByWord[like]) < TooCommon) ? Rank(known) : [];
    }

    private List<(SpeciesProfile Profile, SpeciesName Name)> Rank(string[] typed)
    {
        var likeness = typed.Select(Likeness).ToArray();
        var joined = string.Concat(typed);
        return
        [
            .. _names.Select(name => (Name: name, Score: name.Weight * Score(name, likeness, joined)))
                .Where(found => found.Score >= MinLikeness)
                .OrderByDescending(found => found.Score).ThenBy(found => found.Name.Position)
                .Select(found => (found.Name.Profile, found.Name.As)).DistinctBy(found => found.Profile),
        ];
    }

    /// <summary>Words of any name that a typed one may be.</summary>
    private Dictionary<string, double> Likeness(string typed)
    {
        var alike = new Dictionary<string, double>();
        foreach (var word in _speciesByWord.Keys)
        {
            if (WordLikeness.Of(typed, word) is >= MinLikeness and var likeness) alike[word] = likeness;
        }

        return alike;
    }

    private IEnumerable<string> Surely(string typed) => Likeness(typed).Where(like => like.Value >= Sure).Select(like => like.Key);

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
        var covered = Math.Min(1, (double)typed.Length / name.Words.Length);
        return Math.Max(whole, sum / typed.Length * (0.9 + (0.1 * covered)));
    }

    private sealed record Name(
        SpeciesProfile Profile, int Position, double Weight, string[] Words, string Joined, SpeciesName As);
}
