namespace PlantOps.Gateway.Plants.Species;

/// <param name="Profile">What holds.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Version">Of the user's; 0 where it is as it came.</param>
internal sealed record KnownSpecies(SpeciesProfile Profile, SpeciesOrigin Origin, long Version);
