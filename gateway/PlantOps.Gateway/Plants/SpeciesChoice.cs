using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Plants;

/// <summary>The species that a text names: by its id, or by its scientific name where that is one species' alone.</summary>
internal static class SpeciesChoice
{
    private const int MaxOffered = 3;

    /// <returns>Its id, or what to say where there is none.</returns>
    public static async Task<LocalAnswer<string>> Find(string typed, LocalGateway gateway, CancellationToken cancellationToken)
    {
        var text = Uri.EscapeDataString(typed);
        var wire = PlantsJson.Default;
        var known = await gateway.Get($"{SpeciesApi.LocalPath}/{text}", wire.SpeciesView, cancellationToken);
        if (known.Value is { Id: { } id }) return new(id, null);
        var search = await gateway.Get($"{SpeciesApi.LocalPath}?q={text}", wire.PageSpeciesView, cancellationToken);
        if (search.Value is not { } found) return new(null, search.Problem);
        var named = found.Items.Where(species => IsCalled(species, typed)).ToList();
        if (named is [{ Id: { } only }]) return new(only, null);

        var likely = (named.Count > 0 ? named : found.Items).Take(MaxOffered);
        var offered = string.Join(" or ", likely.Select(species => $"{species.Id} ({species.ScientificName})"));
        var hint = offered.Length == 0 ? string.Empty : $" Did you mean {offered}?";
        var others = OwnCommand.Line($"species search \"{typed}\"", gateway.DataDirectory);
        return new(null, $"There is no species '{typed}'.{hint} Find others with: {others}");
    }

    private static bool IsCalled(SpeciesView species, string name) =>
        (species.Synonyms ?? []).Append(species.ScientificName).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
}
