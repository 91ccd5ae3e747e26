namespace PlantOps.Gateway.Storage;

/// <summary>How a database server is reached; <see langword="null"/> where there is none.</summary>
internal sealed record StoreConnection(string? Text);
