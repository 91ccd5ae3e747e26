using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Ask;
using PlantOps.Gateway.Dashboard.Care;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>One plant.</summary>
internal static class PlantPages
{
    private const int DrawnEntries = 500;
    private const long Day = 24 * 60 * 60 * 1000;

    public static void MapPlantPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/plants/{id}", Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet("/plants/{id}/history", History).RequireAuthorization(AccessPolicies.Read);
        pages.MapJournalPage();
        pages.MapPhotoPage();
        pages.MapCalibrationPage();
    }

    /// <summary>A plant's page, with what came of what was sent to it.</summary>
    public static HtmlPage Page(HttpContext context, PlantFacts facts, PlantPageState? shown = null)
    {
        shown ??= new PlantPageState();
        var services = context.RequestServices;
        var (plant, now) = (facts.Plant, services.GetRequiredService<CardReader>().Now);
        var (speech, choice) = (Languages.SpeechOf(context.Request), shown.Chart ?? ChartChoice.Of(null, null));
        var shell = Shell.Of(context, _ => plant.Name, Place.Plants) with
        {
            Scripts = [.. Shell.LiveScripts, "uplot.min.js", "chart.js", "photo.js"], Styles = ["uplot.min.css", "care.css"],
        };
        var view = PlantView.Of(
            shell,
            PlantCard.Of(facts, speech, shell.Who!, now),
            speech,
            choice,
            services.GetRequiredService<PlantHistory>().Read(plant, choice.Metric, choice.Days, now),
            services.GetRequiredService<FiguresReader>().Of(plant, services.GetRequiredService<DryForecasts>().Ready(plant)),
            Entries(services.GetRequiredService<PlantJournal>(), plant.Id, PlantView.ShownEntries),
            now,
            [.. PlantView.More.Where(metric => facts.Value(metric) is not null)]) with
        {
            Form = !shell.Who!.MayCare ? null : shown.Form ?? JournalFormView.Of(speech, plant.Id, new JournalForm()),
            Calibration = !shell.Who.MayManage ? null
                : CalibrationView.Of(speech, plant.Id, services.GetRequiredService<CalibrationProposals>().Of(plant)),
            Care = CarePages.Of(context, plant, shell.Who.MayCare),
            Ask = shown.Ask ?? AskPages.Of(context, plant, shell.Who),
            Qr = PageQr.Of(context.Request, $"/plants/{plant.Id}"),
            Photos = PhotosView.Of(
                shell.Words, plant.Id, plant.Name, services.GetRequiredService<PlantPhotos>().AlbumOf(plant), shell.Who.MayCare,
                    shown.PhotoProblem) with
            {
                LookHelp = LookView.HelpOf(context, plant, shell.Who), Look = shown.Look,
            },
        };
        var isRefused = shown.Form is not null || shown.PhotoProblem is not null || shown.Ask?.Problem is not null
            || shown.Look?.Problem is not null;
        return new HtmlPage(
            PlantHtml.Create(view), isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult Show(string id, string? metric, int? days, HttpContext context, CardReader reader) =>
        reader.Find(id) is { } facts ? Page(context, facts, new PlantPageState { Chart = ChartChoice.Of(metric, days) })
            : PlantsApi.NoSuchPlant(id);

    private static IResult History(
        string id, string? metric, int? days, HttpContext context, CardReader reader, PlantHistory history, PlantJournal journal,
        OpenAlerts open)
    {
        if (reader.Find(id) is not { } facts) return PlantsApi.NoSuchPlant(id);
        var (speech, choice, now) = (Languages.SpeechOf(context.Request), ChartChoice.Of(metric, days), reader.Now);
        var wanted = facts.Wanted(choice.Metric);
        var from = now - (choice.Days * Day);
        var name = Contracts.Telemetry.Metrics.Name(choice.Metric);
        var answer = HistoryAnswer.Of(
            [.. history.Read(facts.Plant, choice.Metric, choice.Days, now).Select(point => point.As(Shown))],
            (wanted.Low is { } low ? Shown(low) : null, wanted.High is { } high ? Shown(high) : null),
            from,
            now,
            [.. Entries(journal, id, DrawnEntries).Where(entry => entry.At >= from)],
            open.AndRecoveredSince(from).Where(alert => alert.PlantId == id && alert.Rule.Metric == name));
        return new PackedJson(JsonSerializer.SerializeToUtf8Bytes(answer, DashboardJson.Default.HistoryAnswer));

        double Shown(double value) => speech.Shown(value, choice.Metric);
    }

    private static IEnumerable<JournalEntry> Entries(PlantJournal journal, string id, int most) =>
        journal.Read(PlantJournal.Of(id) with { Backwards = true, Limit = most }).Select(entry => entry.Value);
}

/// <summary>Data of a page's script, packed as pages are.</summary>
internal sealed class PackedJson(byte[] json) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var encoding = PageEncoding.Of(httpContext.Request);
        var body = PageEncoding.Pack(json, encoding);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Vary = "Accept-Encoding, Cookie";
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
