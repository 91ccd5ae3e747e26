using System.Globalization;

namespace PlantOps.Benchmarks.Servers;

/// <summary>What processes hold in memory, as the kernel counts it.</summary>
internal static class ProcessMemory
{
    public static long Resident(int processId) => Field($"/proc/{processId}/status", "VmRSS:");

    /// <summary>A process and its children; memory that they share counts once.</summary>
    public static long ProportionalOfTree(int processId) =>
        Children(processId).Prepend(processId).Sum(id => Field($"/proc/{id}/smaps_rollup", "Pss:"));

    /// <summary>What a process used of the processors so far, in clock ticks.</summary>
    public static long ProcessorTicks(int processId) =>
        Ticks(processId, 11) + Ticks(processId, 12);

    /// <summary>The same of a process and its children, also of those that have ended.</summary>
    public static long ProcessorTicksOfTree(int processId) =>
        Children(processId).Sum(ProcessorTicks) + Ticks(processId, 11) + Ticks(processId, 12) + Ticks(processId, 13)
            + Ticks(processId, 14);

    // From field 3 of proc_pid_stat(5) on; the second, the name, ends with the last parenthesis.
    private static long Ticks(int processId, int field)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[field], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Children(int processId) =>
        File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static long Field(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kibibytes = line[name.Length..].Trim().Split(' ')[0];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
