using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>
/// Scripts, styles and pictures of the pages, inside the program as Brotli. The address has the file's hash: a browser keeps it
/// for ever, and another version is another file.
/// </summary>
public static class AssetFiles
{
    private const string Prefix = "asset/";
    private const int HashLength = 10;

    private static readonly FrozenDictionary<string, AssetFile> ByName = Load();
    private static readonly FrozenDictionary<string, AssetFile> ByUrl = ByName.Values.ToFrozenDictionary(file => file.Url);

    public static string Url(string name) => ByName[name].Url;

    /// <summary>What is in one.</summary>
    internal static string Text(string name) => Encoding.UTF8.GetString(ByName[name].Plain);

    internal static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/a/{hash}/{name}", Send)
            .DisableRateLimiting()
            .WithMetadata(new InTheClear(IsForAnybody: true))
            .ExcludeFromDescription();

    private static async Task Send(HttpContext context)
    {
        var response = context.Response;
        if (!ByUrl.TryGetValue(context.Request.Path.Value!, out var file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = file.Type;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var readsBrotli = PageEncoding.Of(context.Request) == PageEncoding.Brotli;
        if (readsBrotli) response.Headers.ContentEncoding = PageEncoding.Brotli;
        var bytes = readsBrotli ? file.Packed : file.Plain;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static FrozenDictionary<string, AssetFile> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .ToFrozenDictionary(file => file.Name);
    }

    private static AssetFile Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var packed = new byte[stream.Length];
        stream.ReadExactly(packed);
        var name = resource[Prefix.Length..];
        return new AssetFile(name, $"/a/{Convert.ToHexStringLower(SHA256.HashData(packed))[..HashLength]}/{name}", packed);
    }

    private sealed class AssetFile(string name, string url, byte[] packed)
    {
        private readonly Lazy<byte[]> _plain = new(() => Unpack(packed));

        public string Name => name;

        public string Url => url;

        public byte[] Packed => packed;

        // A browser asks in the clear without Brotli: it offers that over TLS only.
        public byte[] Plain => _plain.Value;

        public string Type => Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => "application/octet-stream",
        };

        private static byte[] Unpack(byte[] packed)
        {
            using var plain = new MemoryStream();
            using var unpacking = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            unpacking.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
