using System.Collections.Concurrent;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>How each device's messages are read, by device number. Asked for every message: a lookup.</summary>
internal sealed partial class DeviceInputs(TimeProvider time, ILogger<DeviceInputs> logger)
{
    private readonly ConcurrentDictionary<int, DeviceInput> _inputs = new();
    private readonly LogThrottle _lines = new(time);

    public DeviceInput Of(int device) => _inputs.GetOrAdd(device, static _ => new DeviceInput());

    /// <summary>Takes note of what was ignored or doubted of a message; the log has at most a line a minute of it.</summary>
    public void Note(int device, string deviceId, InputNotes notes)
    {
        Of(device).Note(notes, time.GetUtcNow().ToUnixTimeMilliseconds());
        var doubted = notes.All.FirstOrDefault(
            note => note.Problem is InputProblems.NotANumber or InputProblems.Unreadable or InputProblems.NotATime);
        if (doubted.Problem is null || !_lines.MayWrite(string.Empty, out var count)) return;
        Log.Doubted(logger, deviceId, doubted.Field, PrintableText.Strip(doubted.Example), count);
    }

    private static partial class Log
    {
        [LoggerMessage(2110, LogLevel.Warning,
            "Value of device {Device} not read: {Field} is '{Example}' ({Count} such messages since the last line)")]
        public static partial void Doubted(ILogger logger, string device, string field, string example, int count);
    }
}
