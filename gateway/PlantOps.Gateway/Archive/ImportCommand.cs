using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Archive;

/// <summary><c>import FILE… [how to read them] [--map ID=ID …] [--create-devices] [--skip-bad] [--dry-run]</c>.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "What export wrote, here or on another gateway; tables of others; files of Home Assistant, ThingSpeak "
            + "and InfluxDB.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "What the files are; by default what is in them says it.",
    };

    private static readonly Option<string[]> Column = new("--column")
    {
        Description = "NAME=COLUMN: what a column is, such as time=created_at or soil_moisture=field2. Others are left out. "
            + "May be given again.",
    };

    private static readonly Option<string[]> Unit = new("--unit")
    {
        Description = "METRIC=UNIT: the unit of a metric, a column or a source, such as temperature=F, soil_moisture=raw or a "
            + "factor. May be given again.",
    };

    private static readonly Option<string?> Device = new("--device") { Description = "Whose readings all of them are." };
    private static readonly Option<string?> TimeZone = new("--time-zone")
    {
        Description = "Of times without an offset: Europe/Berlin, UTC.",
    };

    private static readonly Option<string?> DateOrder = new("--date-order")
    {
        Description = "Of dates with slashes: dmy or mdy.",
    };

    private static readonly Option<string?> Separator = new("--separator")
    {
        Description = "Between fields: ',', ';', '|' or tab; by default what the header has.",
    };

    private static readonly Option<bool> DecimalComma = new("--decimal-comma")
    {
        Description = "A comma stands before decimals.",
    };

    private static readonly Option<bool> NoHeader = new("--no-header")
    {
        Description = "The first row is one like the others; columns are #1, #2 …",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "ID=ID: readings of a device in the files go to another one here. SOURCE=ID/METRIC: values of an entity, a "
            + "series or a column. May be given again.",
    };

    private static readonly Option<bool> CreateDevices = new(
        "--create-devices") { Description = "Makes the devices that this gateway does not know." };
    private static readonly Option<bool> SkipBad = new("--skip-bad")
    {
        Description = "Leaves out rows that cannot be understood; else nothing is stored.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Stores nothing and says what would be stored.",
    };

    public static Command Create()
    {
        Format.AcceptOnly(ImportFormats.Names);
        DateOrder.AcceptOnly("dmy", "mdy");
        var command = new Command("import", "Stores readings of files. What is there already is stored once.")
        {
            Files, Format, Column, Unit, Device, TimeZone, DateOrder, Separator, DecimalComma, NoHeader, Map, CreateDevices,
            SkipBad, DryRun,
            Verb.Json,
        };
        command.Validators.Add(result =>
        {
            ImportOptions.Parse(TextOf(result), out var errors);
            foreach (var (option, problem) in errors) result.AddError($"--{option}: {problem}");
            if (result.GetValue(Format) is not null) return;
            foreach (var file in (result.GetValue(Files) ?? []).Where(file => !ImportFormats.IsKnown(file)))
            {
                result.AddError($"'{file}' ends with none of {ImportFormats.KnownEndings}: say what it is with --format.");
            }
        });
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static ImportText TextOf(SymbolResult result) => new()
    {
        Format = result.GetValue(Format),
        Separator = result.GetValue(Separator),
        DecimalComma = result.GetValue(DecimalComma),
        NoHeader = result.GetValue(NoHeader),
        TimeZone = result.GetValue(TimeZone),
        DateOrder = result.GetValue(DateOrder),
        Device = result.GetValue(Device),
        Columns = result.GetValue(Column) ?? [],
        Units = result.GetValue(Unit) ?? [],
        Map = result.GetValue(Map) ?? [],
    };

    private static async Task<int> RunAsync(ParseResult result)
    {
        var options = ImportOptions.Parse(TextOf(result.CommandResult), out _);
        using var interruption = new Interruption();
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        var run = new ImportRun(gateway, result.GetRequiredValue(Files), options, ProgressLine.OnStandardError(), Console.Error);
        var steps = new ImportSteps(result.GetValue(CreateDevices), result.GetValue(SkipBad), result.GetValue(DryRun));
        var isDone = await run.RunAsync(steps, interruption.Token);
        if (run.Summary is { } summary)
        {
            Console.WriteLine(result.GetValue(Verb.Json)
                ? JsonSerializer.Serialize(summary, ArchiveJson.Default.ImportSummary)
                : summary.Say());
        }

        return isDone ? 0 : ExitCodes.Failed;
    }
}
