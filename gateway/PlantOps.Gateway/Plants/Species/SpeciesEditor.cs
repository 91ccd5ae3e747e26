namespace PlantOps.Gateway.Plants.Species;

/// <summary>Takes a profile that a user sent.</summary>
internal static class SpeciesEditor
{
    /// <returns>The profile, and every field that is wrong, by its name on the wire.</returns>
    public static (SpeciesProfile Profile, Dictionary<string, string[]> Errors) Read(string id, SpeciesView sent)
    {
        var profile = SpeciesMapping.Profile(id, sent);
        var errors = SpeciesRules.Check(profile);
        if (sent.Id is not null && sent.Id != id) errors.TryAdd(SpeciesFields.Id, [$"It is not that of the path, '{id}'."]);
        Toxicity(SpeciesFields.Pets, sent.ToxicToPets);
        Toxicity(SpeciesFields.Children, sent.ToxicToChildren);
        return (profile, errors);

        void Toxicity(string field, string? name)
        {
            if (name is not null && SpeciesMapping.ToxicityOf(name) is null) errors.TryAdd(field, [$"One of {string.Join(", ", SpeciesMapping.ToxicityNames)}."]);
        }
    }
}
