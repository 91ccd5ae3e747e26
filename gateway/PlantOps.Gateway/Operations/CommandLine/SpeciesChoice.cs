using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>The species that a text names: by its id, or by its scientific name where that is one species' alone.</summary>
internal static class SpeciesChoice
{
    private const int MostOffered = 3;

    /// <returns>Its id, or what to say where there is none.</returns>
    public static async Task<LocalAnswer<string>> Find(string typed, LocalGateway gateway, CancellationToken cancellationToken)
    {
        var text = Uri.EscapeDataString(typed);
        if ((await gateway.Get($"{SpeciesApi.LocalPath}/{text}", GatewayJson.Default.SpeciesView, cancellationToken)).Value is { Id: { } id })
            return new(id, null);
        var search = await gateway.Get($"{SpeciesApi.LocalPath}?q={text}", GatewayJson.Default.PageSpeciesView, cancellationToken);
        if (search.Value is not { } found) return new(null, search.Problem);
        var named = found.Items.Where(species => IsCalled(species, typed)).ToList();
        if (named is [{ Id: { } only }]) return new(only, null);

        var offered = (named.Count > 0 ? named : found.Items).Take(MostOffered).Select(species => $"{species.Id} ({species.ScientificName})").ToList();
        var hint = offered.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", offered)}?";
        return new(null, $"There is no species '{typed}'.{hint} Find others with: {OwnCommand.Line($"species search \"{typed}\"", gateway.DataDirectory)}");
    }

    private static bool IsCalled(SpeciesView species, string name) =>
        (species.Synonyms ?? []).Append(species.ScientificName).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
}
