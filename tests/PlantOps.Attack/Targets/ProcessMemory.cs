using System.Globalization;

namespace PlantOps.Attack.Targets;

/// <summary>Resident memory of a process as Linux tells it, in bytes.</summary>
internal static class ProcessMemory
{
    /// <summary>0 where the process is gone.</summary>
    public static long Now(int processId) => Read(processId, "VmRSS:");

    /// <summary>The highest since the process began; 0 where it is gone.</summary>
    public static long Peak(int processId) => Read(processId, "VmHWM:");

    private static long Read(int processId, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith(field,
                StringComparison.Ordinal));
            var kilobytes = line?[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return kilobytes is null ? 0 : long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
