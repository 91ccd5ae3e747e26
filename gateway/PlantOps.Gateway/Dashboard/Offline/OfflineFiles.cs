using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Offline;

/// <summary>
/// What makes the pages work without a connection and lets them be installed: the service worker and the manifest. Both know the
/// addresses of files, which change with their content; nothing in them is secret.
/// </summary>
internal static class OfflineFiles
{
    private const string Worker = "sw.js";
    private const string ManifestPath = "/manifest.webmanifest";

    // What a page that is kept needs.
    private static readonly string[] Shell =
        ["app.css", "app.js", "htmx.min.js", "hx-sse.min.js", "uplot.min.js", "uplot.min.css", "chart.js", "icon.svg"];

    public static void MapOfflineFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(string.Empty).ExcludeFromDescription().DisableRateLimiting().WithMetadata(new InTheClear());
        group.MapGet("/" + Worker, SendWorker);
        group.MapGet(ManifestPath, SendManifest);
    }

    private static ContentHttpResult SendWorker(HttpContext context)
    {
        // Asked for anew each time: another version of the gateway has another list of files.
        context.Response.Headers.CacheControl = "no-cache";

        // A worker's policy is its own: what it asks for is the gateway's files and pages.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; connect-src 'self'";
        var files = new WorkerFiles(AssetFiles.Url("app.js") + AssetFiles.Url("app.css"), [.. Shell.Select(AssetFiles.Url)]);
        var list = JsonSerializer.Serialize(files, OfflineJson.Default.WorkerFiles);
        return TypedResults.Text($"const SHELL = {list};\n{AssetFiles.Text(Worker)}", "text/javascript", Encoding.UTF8);
    }

    private static ContentHttpResult SendManifest(HttpContext context)
    {
        var words = Languages.Of(context.Request);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Language";
        var manifest = new Manifest
        {
            Lang = words.Language,
            Description = words.Description,
            Icons = [Icon(192, "any"), Icon(512, "any"), Icon(192, "maskable"), Icon(512, "maskable")],
            Shortcuts =
            [
                new ManifestShortcut(words.NeedMe, "/plants?show=needs"),
                new ManifestShortcut(words.Alerts, "/alerts"),
            ],
        };
        return TypedResults.Text(
            JsonSerializer.Serialize(manifest, OfflineJson.Default.Manifest), "application/manifest+json", Encoding.UTF8);
    }

    private static ManifestIcon Icon(int size, string purpose) =>
        new(AssetFiles.Url($"icon-{size}.png"), $"{size}x{size}", "image/png", purpose);
}

/// <summary>Files that the worker keeps.</summary>
/// <param name="Version">Another one whenever they are others.</param>
/// <param name="Files">Their addresses.</param>
internal sealed record WorkerFiles(string Version, IReadOnlyList<string> Files);

/// <summary>What the pages are as an app (W3C Web Application Manifest).</summary>
internal sealed class Manifest
{
    public string Name { get; init; } = "PlantOps";

    public string ShortName { get; init; } = "PlantOps";

    public string Id { get; init; } = "/plants";

    public string StartUrl { get; init; } = "/plants";

    public string Scope { get; init; } = "/";

    public string Display { get; init; } = "standalone";

    public string BackgroundColor { get; init; } = "#f6f7f3";

    public string ThemeColor { get; init; } = "#1f6b3a";

    public required string Lang { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<ManifestIcon> Icons { get; init; }

    public required IReadOnlyList<ManifestShortcut> Shortcuts { get; init; }
}

internal sealed record ManifestIcon(string Src, string Sizes, string Type, string Purpose);

internal sealed record ManifestShortcut(string Name, string Url);

/// <summary>The worker's list and the manifest as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WorkerFiles))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class OfflineJson : JsonSerializerContext;
