using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Archive;

/// <summary>What an import did, also one that was stopped; or would do.</summary>
internal sealed class ImportSummary
{
    private const int MaxShown = 20;

    public long New { get; set; }

    public long Existing { get; set; }

    public long Clashing { get; set; }

    [Description("Rows that cannot be understood and were left out.")]
    public long Bad { get; set; }

    [Description("Values that cannot be understood, in rows of which the rest was kept.")]
    public long BadCells { get; set; }

    [Description("Readings with a value that is doubted.")]
    public long Doubted { get; set; }

    public string[] Created { get; set; } = [];

    [Description("What would be done; null where it was done.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImportPreview? Preview { get; set; }

    /// <summary>For people.</summary>
    public string Say()
    {
        var text = new StringBuilder();
        if (Preview is not null) Say(text, Preview);
        text.Append(Preview is null
            ? $"{New:N0} readings are new, {Existing:N0} were there already."
            : $"{New:N0} readings would be new, {Existing:N0} are there already.");
        if (Created.Length > 0)
            text.Append(Preview is null ? "\nDevices made: " : "\nDevices that would be made: ").AppendJoin(", ", Created)
                .Append('.');
        if (Doubted > 0) text.Append(CultureInfo.InvariantCulture, $"\n{Doubted:N0} readings have a value that is doubted.");
        if (BadCells > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"\n{BadCells:N0} values could not be understood and are missing in their readings.");
        if (Bad > 0) text.Append(CultureInfo.InvariantCulture, $"\n{Bad:N0} rows could not be understood and were left out.");
        if (Clashing > 0)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n{Clashing:N0} readings were not stored: their device has another reading of that boot and seq. ")
                .Append("Send them to another device with --map.");
        }

        return text.ToString();
    }

    private static void Say(StringBuilder text, ImportPreview preview)
    {
        text.Append("A dry run: nothing was stored. ").Append("Files of the kind ").AppendJoin(", ", preview.Formats)
            .Append(".\n");
        foreach (var device in preview.Devices.Take(MaxShown))
        {
            var to = device.Target is null ? " (there is no such device)"
                : device.IsNew ? " (new)"
                : device.Target == device.Id ? "" : $" → {device.Target}";
            text.Append(CultureInfo.InvariantCulture,
                $"{device.Id}{to}: {device.Readings:N0} readings, {Day(device.First)} to {Day(device.Last)} UTC\n");
            foreach (var metric in device.Metrics)
            {
                var doubted = metric.Doubted > 0
                    ? $", {metric.Doubted.ToString("N0", CultureInfo.InvariantCulture)} doubted"
                    : "";
                text.Append(CultureInfo.InvariantCulture,
                    $"  {metric.Metric,-16} {metric.Values,10:N0} values, {metric.Min:0.##} to {metric.Max:0.##}{doubted}\n");
            }
        }

        if (preview.Devices.Length > MaxShown)
            text.Append(CultureInfo.InvariantCulture, $"… and {preview.Devices.Length - MaxShown:N0} more devices.\n");
        foreach (var source in preview.Sources.Take(MaxShown))
            text.Append(CultureInfo.InvariantCulture,
                $"{ArchiveChecks.Shown(source.Name)}: {source.Values:N0} values → {source.Target ?? "left out"}\n");
        if (preview.Sources.Length > MaxShown)
            text.Append(CultureInfo.InvariantCulture, $"… and {preview.Sources.Length - MaxShown:N0} more sources.\n");
        if (preview.Ignored.Length > 0)
            text.Append("Columns left out: ").AppendJoin(", ", preview.Ignored.Select(name => ArchiveChecks.Shown(name)))
                .Append(".\n");
    }

    private static string Day(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
