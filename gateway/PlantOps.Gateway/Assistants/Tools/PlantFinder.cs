using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// The plant that somebody means: by its id, or by its name with typing mistakes, with its place where several have one name.
/// </summary>
internal sealed class PlantFinder(PlantStore plants, SpeciesCatalogue species)
{
    private const int MaxCandidates = 5;

    // Below it two names have little more in common than a letter here and there.
    private const double MinLikeness = 0.62;

    // Another plant that is nearly as like may be the one that is meant.
    private const double Clear = 0.1;

    /// <summary>The plant, or a refusal that names those that may have been meant.</summary>
    public (Plant? Plant, ToolAnswer? Refusal) Find(string text)
    {
        if (plants.Find(text) is { } known) return (known.Value, null);
        var all = plants.All.Select(plant => plant.Value).ToList();
        var named = all.Where(plant => plant.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named is [var only]) return (only, null);
        var found = named.Count > 0 ? [.. named.Select(plant => (Plant: plant, Likeness: 1.0))] : Like(text, all);
        if (found.Count == 0) return (null, ToolAnswer.Refuse($"No plant is called '{text}'. plants_list shows all."));
        if (found.Count == 1 || found[0].Likeness - found[1].Likeness > Clear) return (found[0].Plant, null);
        var candidates = found.Where(one => found[0].Likeness - one.Likeness <= Clear).Take(MaxCandidates);
        return (null, ToolAnswer.Refuse(
            $"Several plants may be meant by '{text}'. Say which by its id.", [.. candidates.Select(one => Named(one.Plant))]));
    }

    /// <summary>Those that are called so, or stand there, or are of such a species; likeliest first.</summary>
    public IEnumerable<Plant> Search(string text, IEnumerable<Plant> among)
    {
        if (among.FirstOrDefault(plant => plant.Id == text) is { } known) return [known];
        return Like(text, among).Select(found => found.Plant);
    }

    public static NamedPlant Named(Plant plant) => new(plant.Id, NameOf(plant));

    public static UntrustedText NameOf(Plant plant) => new() { Name = plant.Name, Place = plant.Place };

    private List<(Plant Plant, double Likeness)> Like(string text, IEnumerable<Plant> among)
    {
        var words = SearchWords.Telling([.. SpeciesText.Of(text).Distinct()]);
        if (words.Length == 0) return [];
        var alike = words.Select(_ => new Dictionary<string, double>()).ToArray();
        var speciesWords = new Dictionary<string, string[]>();
        return
        [
            .. among.Select(plant => (Plant: plant, Likeness: Likeness(words, alike, plant, speciesWords)))
                .Where(found => found.Likeness >= MinLikeness)
                .OrderByDescending(found => found.Likeness)
                .ThenBy(found => found.Plant.Id, StringComparer.Ordinal),
        ];
    }

    // Each word must be one of the plant's. Its name says most; its place, and what it is, tell plants of one name apart.
    private double Likeness(
        string[] words, Dictionary<string, double>[] alike, Plant plant, Dictionary<string, string[]> speciesWords)
    {
        string[] name = SpeciesText.Of(plant.Name), place = SpeciesText.Of(plant.Place ?? string.Empty);
        double sum = 0, ofName = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var (inName, inPlace) = (Best(words[i], name, alike[i]), 0.9 * Best(words[i], place, alike[i]));
            var inSpecies = Math.Max(inName, inPlace) >= MinLikeness
                ? 0
                : 0.9 * Best(words[i], WordsOf(plant.Species, speciesWords), alike[i]);
            var best = Math.Max(inName, Math.Max(inPlace, inSpecies));
            if (best < MinLikeness) return 0;
            sum += best;
            if (inName == best) ofName++;
        }

        // Of names with the same words, the one with fewer others is meant.
        var covered = Math.Min(1, ofName / Math.Max(1, name.Length));
        return sum / words.Length * (0.85 + (0.15 * covered));
    }

    private string[] WordsOf(string? id, Dictionary<string, string[]> known)
    {
        if (id is null) return [];
        if (known.TryGetValue(id, out var words)) return words;
        var names = species.Find(id)?.Profile.Names().Select(name => name.Text) ?? [id];
        return known[id] = [.. names.SelectMany(SpeciesText.Of).Distinct()];
    }

    // Many plants share their words: each is compared once.
    private static double Best(string word, string[] among, Dictionary<string, double> known)
    {
        double best = 0;
        foreach (var other in among)
        {
            if (!known.TryGetValue(other, out var likeness)) known[other] = likeness = WordLikeness.Of(word, other);
            best = Math.Max(best, likeness);
        }

        return best;
    }
}
