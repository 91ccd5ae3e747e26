using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Archive;

/// <summary><c>import FILE… [--format csv|parquet] [--map ID=ID …] [--create-devices] [--skip-bad]</c>.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "What export wrote, here or on another gateway.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Format = new("--format") { Description = "csv or parquet; by default what each file's name says." };
    private static readonly Option<string[]> Map = new("--map") { Description = "ID=ID: readings of a device in the files go to another one here. May be given again." };
    private static readonly Option<bool> CreateDevices = new("--create-devices") { Description = "Makes the devices that this gateway does not know." };
    private static readonly Option<bool> SkipBad = new("--skip-bad")
    {
        Description = "Leaves out rows that cannot be understood; else nothing is stored.",
    };

    public static Command Create()
    {
        Format.AcceptOnly(ArchiveFormats.Names);
        Map.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]) result.AddError($"'{token.Value}' is not of the form ID=ID.");
            }
        });
        var command = new Command("import", "Stores readings that export wrote. What is there already is stored once.")
        {
            Files, Format, Map, CreateDevices, SkipBad, Verb.Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Format) is not null) return;
            foreach (var file in (result.GetValue(Files) ?? []).Where(file => ArchiveFormats.OfFile(file) is null))
            {
                result.AddError($"'{file}' ends neither with .csv nor with .parquet: say what it is with --format.");
            }
        });
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result)
    {
        var format = ArchiveFormats.Parse(result.GetValue(Format));
        var files = result.GetRequiredValue(Files).Select(file => new ImportFile(file, format ?? ArchiveFormats.OfFile(file)!.Value)).ToList();
        var map = (result.GetValue(Map) ?? []).Select(pair => pair.Split('=')).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        using var interruption = new Interruption();
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        var run = new ImportRun(gateway, files, ProgressLine.OnStandardError(), Console.Error);
        var isDone = await run.RunAsync(result.GetValue(SkipBad), map, result.GetValue(CreateDevices), interruption.Token);
        if (run.Summary is { } summary)
        {
            Console.WriteLine(result.GetValue(Verb.Json) ? JsonSerializer.Serialize(summary, ArchiveJson.Default.ImportSummary) : Say(summary));
        }

        return isDone ? 0 : ExitCodes.Failed;
    }

    private static string Say(ImportSummary summary)
    {
        var text = $"{summary.New:N0} readings are new, {summary.Existing:N0} were there already.";
        if (summary.Created.Length > 0) text += $"\nDevices made: {string.Join(", ", summary.Created)}.";
        if (summary.Bad > 0) text += $"\n{summary.Bad:N0} rows could not be understood and were left out.";
        if (summary.Clashing > 0) text += $"\n{summary.Clashing:N0} readings were not stored: their device has another reading of that boot and seq. Send them to another device with --map.";
        return text;
    }
}

internal sealed record ImportFile(string Path, ArchiveFormat Format);

/// <summary>What an import did, also one that was stopped.</summary>
internal sealed class ImportSummary
{
    public long New { get; set; }

    public long Existing { get; set; }

    public long Clashing { get; set; }

    public long Bad { get; set; }

    public string[] Created { get; set; } = [];
}
