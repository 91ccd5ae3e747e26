namespace PlantOps.Gateway.Plants.Species;

/// <summary>Takes a profile that a user sent.</summary>
internal static class SpeciesEditor
{
    /// <param name="id">Of the path.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="kept">
    /// What it is now: names in languages that clients of earlier versions do not know of stay where they send none.
    /// </param>
    /// <returns>The profile, and every field that is wrong, by its name on the wire.</returns>
    public static (SpeciesProfile Profile, Dictionary<string, string[]> Errors) Read(
        string id, SpeciesView sent, SpeciesProfile? kept)
    {
        var profile = SpeciesMapping.Profile(id, sent) with
        {
            FrenchNames = sent.FrenchNames ?? kept?.FrenchNames ?? [],
            SpanishNames = sent.SpanishNames ?? kept?.SpanishNames ?? [],
        };
        var errors = SpeciesRules.Check(profile);
        if (sent.Id is not null && sent.Id != id) errors.TryAdd(SpeciesFields.Id, [$"It is not that of the path, '{id}'."]);
        Toxicity(SpeciesFields.Pets, sent.ToxicToPets);
        Toxicity(SpeciesFields.Children, sent.ToxicToChildren);
        return (profile, errors);

        void Toxicity(string field, string? name)
        {
            if (name is not null && SpeciesMapping.ToxicityOf(name) is null)
                errors.TryAdd(field, [$"One of {string.Join(", ", SpeciesMapping.ToxicityNames)}."]);
        }
    }
}
