namespace PlantOps.Gateway.CommandLine;

/// <summary>
/// One line that says how far something is: on a terminal always the same one, elsewhere a new one now and then.
/// </summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();
    private long _last = time.GetTimestamp();
    private int _shown;

    public static ProgressLine OnStandardError() => new(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);

    /// <summary>Shows it where it is time to.</summary>
    /// <param name="text">What to show, made only then, of the seconds since the start.</param>
    public void Show(Func<double, string> text)
    {
        if (time.GetElapsedTime(_last) < (isTerminal ? OnTerminal : Elsewhere)) return;
        _last = time.GetTimestamp();
        var line = text(time.GetElapsedTime(_started).TotalSeconds);
        if (isTerminal) output.Write($"\r{line.PadRight(_shown)}");
        else output.WriteLine(line);
        _shown = line.Length;
    }

    /// <summary>Leaves an empty line on a terminal.</summary>
    public void Clear()
    {
        if (isTerminal && _shown > 0) output.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }
}
