using System.IO.Compression;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>How a page is packed for whoever asks. Nothing in a page is secret, so its length may tell what is in it.</summary>
internal static class PageEncoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    /// <summary>The best that a client reads; <see langword="null"/> where it names none.</summary>
    public static string? Of(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        if (accepted.Contains(Brotli, StringComparison.Ordinal)) return Brotli;
        return accepted.Contains(Gzip, StringComparison.Ordinal) ? Gzip : null;
    }

    public static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> page, string? encoding)
    {
        if (encoding is null) return page;
        var packed = new MemoryStream();
        using (Stream packing = encoding == Brotli
            ? new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(page.Span);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
