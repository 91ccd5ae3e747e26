using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Doctor;

/// <summary>
/// What somebody who helps needs to know, as text, and nothing that a stranger must not: no reading, name, token or address. So
/// nothing is left out of what there is; only what is known to be harmless is put in.
/// </summary>
internal sealed class Diagnostics(
    Examination examination, IEnumerable<IHealthSource> health, StoreStatistics store, DeviceRegistry devices,
        DevicePresence presence,
    RecentLog log, IConfiguration configuration, IReadOnlyList<Setting> settings)
{
    public async Task<string> Write(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        Head(text);
        Settings(text, configuration, settings);
        Doctor(text, DoctorReport.Of(await examination.Run(quick: false, cancellationToken)));
        text.AppendLine("== parts");
        foreach (var part in HealthApi.Report(health).Components) text.AppendLine(Invariant($"{part.Key}: {part.Value.Status}"));
        text.AppendLine("== devices");
        foreach (var state in devices.Active.GroupBy(device => DeviceStates.Name(device, presence))
            .OrderBy(state => state.Key, StringComparer.Ordinal))
            text.AppendLine(Invariant($"{state.Key}: {state.Count()}"));
        Store(text, store.Read());
        text.AppendLine("== log, the newest first, without what was filled in");
        foreach (var entry in log.Newest)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(entry.At)
                .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var level = entry.IsError ? "error" : "warning";
            text.AppendLine($"{at} {level} {entry.Part}: {entry.Form ?? "…"} {entry.Exception}".TrimEnd());
        }

        return text.ToString();
    }

    /// <summary>The same of a gateway that does not run.</summary>
    public static string Write(IConfiguration configuration, IReadOnlyList<Setting> settings, DoctorReport report)
    {
        var text = new StringBuilder();
        Head(text);
        Settings(text, configuration, settings);
        Doctor(text, report);
        return text.ToString();
    }

    private static void Head(StringBuilder text) => text
        .AppendLine("== PlantOps diagnostics: no readings, names, tokens or addresses")
        .AppendLine(Invariant($"version: {HealthApi.Version}"))
        .AppendLine(Invariant($"runtime: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"))
        .AppendLine(Invariant($"processors: {Environment.ProcessorCount}"))
        .AppendLine(Invariant($"memory in use: {Environment.WorkingSet / 1_000_000} MB"))
        .AppendLine(Invariant($"memory there: {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000} MB"));

    private static void Settings(StringBuilder text, IConfiguration configuration, IReadOnlyList<Setting> settings)
    {
        text.AppendLine("== settings");
        foreach (var setting in settings)
        {
            var value = setting is NumberSetting number
                ? number.Read(configuration)?.ToString(CultureInfo.InvariantCulture) ?? "no number"
                : setting.ReadList(configuration) is not { Count: > 0 } values ? "not set"
                : setting.IsWord && Allowed(setting).Contains(values[0], StringComparer.OrdinalIgnoreCase) ? values[0]
                : "set";
            text.AppendLine(Invariant($"{setting.Key}: {value}"));
        }
    }

    private static string[] Allowed(Setting setting) =>
        setting.Values.Replace(" or ", ", ", StringComparison.Ordinal).Split(", ", StringSplitOptions.TrimEntries);

    private static void Doctor(StringBuilder text, DoctorReport report)
    {
        text.AppendLine("== doctor");
        foreach (var check in report.Checks)
        {
            text.AppendLine(Invariant($"{check.Check}: {check.Status}"));
            foreach (var finding in check.Findings) text.AppendLine(
                $"  {finding.Fault} {string.Join(" ", finding.Open)}".TrimEnd());
        }
    }

    private static void Store(StringBuilder text, StoreView view)
    {
        text.AppendLine("== store")
            .AppendLine(Invariant($"{view.Provider}: {view.Bytes} bytes, {view.Devices} devices with history"));
        foreach (var tier in view.Tiers)
            text.AppendLine(Invariant(
                $"{tier.Tier}: {tier.Rows} rows, {tier.Bytes} bytes, kept for {tier.KeptDays} days, {tier.DueDays} due"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
