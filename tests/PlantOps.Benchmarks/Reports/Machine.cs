using System.Diagnostics;
using System.Runtime.InteropServices;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Reports;

/// <summary>What the figures were taken on and with.</summary>
internal static class Machine
{
    private const int Syncs = 200;

    public static async Task<IReadOnlyList<string>> DescribeAsync() =>
    [
        $"Date: {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC",
        $"Machine: {Value("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, "
            + $"load before the run {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3])} (1, 5, 15 minutes)",
        $"System: {RuntimeInformation.OSDescription}, kernel {await Command.RunAsync("uname", "-sr")}",
        $"Disk: {await Command.RunAsync("stat", "-f", "-c", "%T", Path.GetTempPath())}; a 4 KB write with its sync takes {SyncMilliseconds():0.00} ms (median)",
        $"Load generator: .NET {Environment.Version}, on the same machine as the servers",
        $"Gateway: {await Command.RunAsync(Checkout.NativeGateway, "--version")}, native executable",
        $"mosquitto: {await VersionAsync("mosquitto")}; PostgreSQL: {await VersionAsync("postgresql-15")}; "
            + $"{await Command.RunAsync(PostgresPipeline.Python, "--version")}; paho: {await VersionAsync("python3-paho-mqtt")}; psycopg2: {await VersionAsync("python3-psycopg2")}",
    ];

    private static Task<string> VersionAsync(string package) => Command.RunAsync("dpkg-query", "-W", "-f", "${Version}", package);

    private static string Value(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    // What a durable acknowledgement cannot be faster than, alone.
    private static double SyncMilliseconds()
    {
        var samples = new Samples();
        var file = Path.GetTempFileName();
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var page = new byte[4096];
            for (var i = 0; i < Syncs; i++)
            {
                var started = Stopwatch.GetTimestamp();
                stream.Write(page);
                stream.Flush(flushToDisk: true);
                samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        File.Delete(file);
        return samples.Median;
    }
}
