namespace PlantOps.Gateway.Access;

/// <summary>A bearer token as the gateway keeps it: never the token itself.</summary>
/// <param name="Name">What its owner calls it; unique.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hash">SHA-256 of the token, which is 256 random bits.</param>
/// <param name="CreatedAt">Unix milliseconds UTC.</param>
internal sealed record ApiToken(string Name, TokenRole Role, byte[] Hash, long CreatedAt);
