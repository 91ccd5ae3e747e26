using System.Globalization;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Dashboard.Settings.Data;

/// <summary>What is stored: how much, for how long, and the way out and in.</summary>
internal static class DataPage
{
    public const string Path = "/settings/data";

    public static void MapDataPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/retention", Keep);
        group.MapGet("/export", Export);
        group.MapPost("/import", (HttpContext context, ImportPage page) => page.PostAsync(context))
            .WithMetadata(new ImportApi.BodyLimit(FileImport.MaxBytes));
        group.MapPost("/rollups", Rebuild);
    }

    /// <summary>How much there is, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words) =>
        words.StoredBytes(words.Size(context.RequestServices.GetRequiredService<IStore>().Size()));

    private static HtmlPage Show(HttpContext context, DataViews views, string? done, long? added, long? existing, long? left)
    {
        var shell = ShellOf(context);
        return new HtmlPage(DataHtml.Create(views.Of(shell) with
        {
            Done = done switch
            {
                "retention" => shell.Words.Saved,
                "import" => shell.Words.Imported(added ?? 0, existing ?? 0, left ?? 0),
                "rollups" => shell.Words.RolledUpAnew(added ?? 0),
                _ => null,
            },
        }));
    }

    private static async Task<IResult> Keep(
        HttpContext context, DataViews views, RetentionPolicy policy, StoreStatistics statistics, AuditLog audit)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = RetentionDays.Names.Select(name => form[name].ToString().Trim()).ToList();
        var numbers = typed.Select(
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1);
        var asked = RetentionDays.Of([.. numbers]);
        var errors = asked.Check();
        if (errors.Count > 0) return Refused(views.Of(ShellOf(context), typed, errors));
        var effect = statistics.EffectOf(asked);

        // What goes is said before it goes; what was said counts for these numbers only.
        if (effect.Any(tier => tier.Days > 0) && form["seen"] != StoreApi.TextOf(asked))
        {
            var shown = DataViews.EffectOf(ShellOf(context).Words, asked, effect);
            return new HtmlPage(DataHtml.Create(views.Of(ShellOf(context), typed) with { Effect = shown }));
        }

        policy.Change(asked);
        audit.Note(context.Principal(), StoreApi.Changed, details: StoreApi.TextOf(asked));
        return Navigation.To(context, Path + "?done=retention");
    }

    private static IResult Export(
        HttpContext context, string? device, string? from, string? to, string? format, DeviceRegistry devices)
    {
        var query = new List<string> { "format=" + (format == "parquet" ? "parquet" : "csv") };
        if (device is not null && devices.Find(device) is { } known) query.Add("device=" + Uri.EscapeDataString(known.Id));
        if (DateOf(from) is { } first) query.Add($"from={first}");
        if (DateOf(to) is { } last) query.Add($"to={last + (24L * 60 * 60 * 1000)}");
        return Navigation.To(context, $"/api/v1/export?{string.Join('&', query)}");
    }

    private static IResult Rebuild(HttpContext context, RollupRebuild rebuild, AuditLog audit)
    {
        var rebuilt = rebuild.Run(context.RequestAborted);
        audit.Note(context.Principal(), "store.rebuild_rollups");
        return Navigation.To(context, $"{Path}?done=rollups&added={rebuilt.RolledUp}");
    }

    private static HtmlPage Refused(DataView view) => new(DataHtml.Create(view), StatusCodes.Status422UnprocessableEntity);

    public static Shell ShellOf(HttpContext context) => Shell.Of(context, words => words.Data, Place.Settings);

    // A day as a browser sends it, from its beginning in UTC.
    private static long? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds()
            : null;
}
