using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Archive;

/// <summary><c>export [--device ID …] [--from T] [--to T] [--format csv|parquet] [--output FILE] [--force]</c>.</summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    private static readonly Option<string[]> Device = new(
        "--device") { Description = "A device's id; may be given again. All devices by default." };
    private static readonly Option<long?> From = TimeOption.Create("--from", "First time, everything by default");
    private static readonly Option<long?> To = TimeOption.Create("--to", "Time before which to stop");
    private static readonly Option<string?> Format = new(
        "--format") { Description = "csv or parquet; by default what the file's name says, else csv." };
    private static readonly Option<string?> Output = new(
        "--output", "-o") { Description = "The file to write; '-', standard output, by default." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replaces the file where it is there." };

    public static Command Create()
    {
        Format.AcceptOnly(ArchiveFormats.Names);
        var command = new Command("export",
            "Writes readings of the running gateway to a file, as CSV or Parquet.") { Device, From, To, Format, Output, Force,
                Verb.Json };
        command.Validators.Add(result =>
        {
            var path = OutputOf(result.GetValue(Output));
            if (path != StandardOutput)
            {
                if (IsUnclear(path) && result.GetResult(Format) is null)
                    result.AddError($"'{path}' ends neither with .csv nor with .parquet: say what it is with --format.");
                return;
            }

            if (result.GetValue(Format) == ArchiveFormats.Name(ArchiveFormat.Parquet))
                result.AddError("Parquet needs a file: --output FILE.");
            if (result.GetValue(Verb.Json)) result.AddError("--json needs a file: --output FILE.");
        });
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result)
    {
        using var interruption = new Interruption();
        var progress = ProgressLine.OnStandardError();
        try
        {
            using var gateway = new LocalGateway(Verb.DirectoryOf(result));
            var answer = await gateway.Open(PathOf(result), interruption.Token);
            if (answer.Value is not { } stream) return await FailAsync(answer.Problem!);
            await using (stream) return await WriteAsync(result, stream, progress, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            return await FailAsync("Stopped before it was whole.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            progress.Clear();
            return await FailAsync(exception is HttpIOException or EndOfStreamException
                ? "The gateway broke off before everything was there. Its log says why."
                : exception.Message);
        }
    }

    private static async Task<int> WriteAsync(
        ParseResult result, Stream stream, ProgressLine progress, CancellationToken cancellationToken)
    {
        var path = OutputOf(result.GetValue(Output));
        var format = ArchiveFormats.Parse(result.GetValue(Format)) ?? ArchiveFormats.OfFile(path) ?? ArchiveFormat.Csv;
        var reader = new FrameArchiveReader(stream);
        if (path == StandardOutput)
        {
            await using var output = Console.OpenStandardOutput();
            return await CopyAsync(reader, ArchiveFormats.Writer(format, output), progress, cancellationToken) is { } broken
                ? await FailAsync(broken)
                : await EndAsync(reader);
        }

        await using var file = new OutputFile(path, result.GetValue(Force));
        if (await CopyAsync(reader, ArchiveFormats.Writer(format, file.Stream), progress, cancellationToken) is { } problem)
            return await FailAsync(problem);
        var bytes = file.Stream.Length;
        file.Keep();
        var summary = new ExportSummary
        {
            File = path,
            Format = ArchiveFormats.Name(format),
            Readings = reader.Readings,
            Bytes = bytes,
        };
        Console.WriteLine(result.GetValue(Verb.Json)
            ? JsonSerializer.Serialize(summary, ArchiveJson.Default.ExportSummary)
            : $"{summary.Readings:N0} readings, {summary.Bytes:N0} bytes: {path}");
        return await EndAsync(reader);
    }

    // What was written stays: it is all that can be read.
    private static async Task<int> EndAsync(FrameArchiveReader reader)
    {
        if (reader.Damaged.Count == 0) return 0;
        await Console.Error.WriteLineAsync(
            "Not everything is there. What was stored of these days is damaged and cannot be read; the rest was written:");
        foreach (var damaged in reader.Damaged) await Console.Error.WriteLineAsync($"  {damaged}");
        return ExitCodes.Failed;
    }

    private static async Task<string?> CopyAsync(
        FrameArchiveReader reader, IArchiveWriter writer, ProgressLine progress, CancellationToken cancellationToken)
    {
        var problem = await reader.CopyToAsync(
            writer,
            () => progress.Show(
                seconds =>
                    $"{reader.Readings:N0} readings, {reader.DaysDone:N0} of {reader.Days:N0} days, {reader.Readings / seconds:N0}/s"),
            cancellationToken);
        progress.Clear();
        return problem;
    }

    // Another program would take the file for what its name says.
    private static bool IsUnclear(string path) => Path.HasExtension(path) && ArchiveFormats.OfFile(path) is null;

    private static string OutputOf(string? given) => given ?? StandardOutput;

    private static string PathOf(ParseResult result)
    {
        var query = new QueryBuilder();
        foreach (var device in result.GetValue(Device) ?? []) query.Add("device", device);
        if (result.GetValue(From) is { } from) query.Add("from", from.ToString(CultureInfo.InvariantCulture));
        if (result.GetValue(To) is { } to) query.Add("to", to.ToString(CultureInfo.InvariantCulture));
        return ExportApi.LocalPath + query.ToQueryString();
    }

    private static async Task<int> FailAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}

/// <summary>What was written.</summary>
internal sealed class ExportSummary
{
    public required string File { get; init; }

    public required string Format { get; init; }

    public required long Readings { get; init; }

    public required long Bytes { get; init; }
}
