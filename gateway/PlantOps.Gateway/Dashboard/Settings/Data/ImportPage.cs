using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Dashboard.Settings.Data;

/// <summary>Brings a file in: somebody looks at what would be stored, says what is what, and lets it be stored.</summary>
internal sealed class ImportPage(DataViews views, FileImport import, HeldUploads uploads, DeviceRegistry devices, AuditLog audit)
{
    private const int MaxNumbered = 100;

    public async Task<IResult> PostAsync(HttpContext context)
    {
        var shell = DataPage.ShellOf(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var view = ImportViews.Of(shell.Words, devices.All, form);
        if (await FileOf(form, context.RequestAborted) is not { } file)
        {
            var isHeld = form["held"].ToString().Length > 0;
            return Refused(shell, view, [isHeld ? shell.Words.ImportNoLongerHeld : shell.Words.FileNeeded]);
        }

        var text = TextOf(form);
        var options = ImportOptions.Parse(text, out var errors);
        var isLook = form["look"] == "true";
        view = view with { Held = file.Token ?? (isLook ? uploads.Hold(file.Content, file.Name) : null), FileName = file.Name };
        if (errors.Count > 0)
        {
            var columns = await LookAsync(file.Content, ImportOptions.None, context);
            return Refused(shell, ImportViews.With(view, shell.Words, columns), [.. errors.Select(error => error.Problem)]);
        }

        var steps = new ImportSteps(form["create"] == "true", form["skip"] == "true", isLook);
        var result = await import.RunAsync(file.Content, options, steps, context.RequestAborted);
        if (isLook) return Shown(shell, ImportViews.With(view, shell.Words, result), result);
        if (result.Summary is not { } summary)
        {
            // What it has is shown, so that somebody can say what is what without sending it again.
            view = view with { Held = view.Held ?? uploads.Hold(file.Content, file.Name) };
            var looked = await LookAsync(file.Content, options, context);
            return Refused(shell, ImportViews.With(view, shell.Words, looked), result.Problems);
        }

        if (view.Held is not null) uploads.Drop(view.Held);
        audit.Note(context.Principal(), ImportApi.Imported, details: ImportApi.TextOf(summary));
        return Navigation.To(context,
            $"{DataPage.Path}?done=import&added={summary.New}&existing={summary.Existing}&left={summary.Bad + summary.Clashing}");
    }

    private Task<FileImportResult> LookAsync(MemoryStream content, ImportOptions options, HttpContext context) =>
        import.RunAsync(
            content, options, new ImportSteps(CreateDevices: false, SkipBad: true, DryRun: true), context.RequestAborted);

    private async Task<(MemoryStream Content, string Name, string? Token)?> FileOf(
        IFormCollection form, CancellationToken cancellationToken)
    {
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancellationToken);
            return (content, file.FileName, null);
        }

        var token = form["held"].ToString();
        return uploads.Find(token) is { } held ? (held.Content, held.Name, token) : null;
    }

    // Columns and sources come with numbers; their names stand in fields of their own.
    private static ImportText TextOf(IFormCollection form)
    {
        var (columns, map) = (new List<string>(), new List<string>());
        for (var i = 0; i < MaxNumbered; i++)
        {
            if (form[$"is{i}"].ToString() is { Length: > 0 } role) columns.Add($"{role}=#{i + 1}");
            var (source, target) = (form[$"source{i}"].ToString(), form[$"to{i}"].ToString().Trim());
            if (source.Length > 0) map.Add($"{source}={(target.Length == 0 ? "none" : target)}");
        }

        return new ImportText
        {
            Device = form["device"],
            TimeZone = form["zone"],
            DateOrder = form["order"],
            Units = form["units"].ToString().Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries),
            Columns = columns,
            Map = map,
        };
    }

    private HtmlPage Shown(Shell shell, ImportView view, FileImportResult result)
    {
        var problems = result.Summary?.Preview?.Problems ?? result.Problems;
        return new HtmlPage(DataHtml.Create(views.Of(shell) with { Import = view, ImportProblems = [.. problems] }));
    }

    private HtmlPage Refused(Shell shell, ImportView view, IReadOnlyList<string> problems) => new(
        DataHtml.Create(views.Of(shell) with { Import = view, ImportProblems = problems }),
        StatusCodes.Status422UnprocessableEntity);
}
