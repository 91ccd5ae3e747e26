namespace PlantOps.Gateway.Plants.Photos;

/// <summary>A picture of a plant.</summary>
/// <param name="ContentType">What it is, from its first bytes.</param>
/// <param name="Data">The file.</param>
internal sealed record PlantPhoto(string ContentType, byte[] Data)
{
    /// <summary>Largest file, in bytes: a picture of a phone made smaller, not a whole one.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Largest file of a small one, some 320 pixels wide, in bytes.</summary>
    public const int MaxThumbnailBytes = 64 * 1024;

    /// <summary>A larger body is refused before it is sent whole: what a phone takes is smaller.</summary>
    public const long MaxSentBytes = 16 * 1024 * 1024;

    /// <summary>What a file is, whatever its sender calls it; <see langword="null"/> where no browser should show it.</summary>
    public static string? ContentTypeOf(ReadOnlySpan<byte> data) => data switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
