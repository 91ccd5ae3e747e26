namespace PlantOps.Gateway.Access.Secrets;

/// <summary>
/// How a secret that is kept looks to everybody: <c>…</c> and its last four characters, so that who has several knows which it
/// is. Of a short one none, so that never more than a third of it is shown.
/// </summary>
internal static class SecretMask
{
    /// <summary>What a mask begins with, and all that there is of a short secret's.</summary>
    public const char Ellipsis = '…';

    private const int Shown = 4;
    private const int MinLength = 3 * Shown;

    public static string Of(string secret) => Ellipsis + (secret.Length >= MinLength ? secret[^Shown..] : string.Empty);

    /// <summary>The end of the secret that a mask shows; <see langword="null"/> where it shows none.</summary>
    public static string? EndIn(string mask) => mask.TrimStart(Ellipsis) is { Length: > 0 } end ? end : null;
}
