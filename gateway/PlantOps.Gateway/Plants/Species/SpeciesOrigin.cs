namespace PlantOps.Gateway.Plants.Species;

/// <summary>Where a profile is from.</summary>
internal enum SpeciesOrigin
{
    /// <summary>It came with the gateway.</summary>
    BuiltIn,

    /// <summary>It came with the gateway, and a user has changed it.</summary>
    Changed,

    /// <summary>A user made it.</summary>
    Own,
}
