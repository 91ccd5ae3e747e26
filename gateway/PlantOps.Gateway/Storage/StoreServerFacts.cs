namespace PlantOps.Gateway.Storage;

/// <summary>What is seen of a database server by somebody who looks whether the gateway can use it.</summary>
/// <param name="Problem">Why nothing is seen; <see langword="null"/> where it answers. Never with a password.</param>
/// <param name="Major">Its version.</param>
/// <param name="IsStandby">Whether it only follows another one and takes no writes.</param>
/// <param name="Schema">Where tables are made; <see langword="null"/> where there is no such schema.</param>
/// <param name="MayCreate">Whether the gateway's role may make tables there.</param>
internal sealed record StoreServerFacts(string? Problem, int Major, bool IsStandby, string? Schema, bool MayCreate);
