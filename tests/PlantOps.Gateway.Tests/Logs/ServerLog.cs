using System.Globalization;

namespace PlantOps.Gateway.Tests.Logs;

/// <summary>The last lines of what a server of a test said, in memory; they are shown where the test fails.</summary>
internal sealed partial class ServerLog(string name)
{
    public const int MaxLines = 200;

    private const int MaxCharacters = 2000;

    private readonly Queue<string> _lines = new();
    private long _left;

    /// <summary>A log of the test that runs.</summary>
    public static ServerLog Open(string name)
    {
        var log = new ServerLog(name);
        log.Attach();
        return log;
    }

    /// <summary>Makes it a log of the test that runs, too.</summary>
    public void Attach() => Register(this);

    /// <summary>The log of that name of the test that runs, opened where it is the first.</summary>
    public static ServerLog Shared(string name)
    {
        ServerLog? log = null;
        Find(name, ref log);
        return log ?? Open(name);
    }

    public void Add(string? line)
    {
        if (line is null) return;
        var stamped = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {line}");
        if (stamped.Length > MaxCharacters) stamped = stamped[..MaxCharacters] + "…";
        lock (_lines)
        {
            _lines.Enqueue(stamped);
            if (_lines.Count <= MaxLines) return;
            _lines.Dequeue();
            _left++;
        }
    }

    public string Name => name;

    public override string ToString()
    {
        lock (_lines)
        {
            var left = _left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_left} lines before these");
            return $"== {name}{left}{string.Concat(_lines.Select(line => Environment.NewLine + line))}";
        }
    }

    // By ServerLogs, where there are tests: the attack runs the same servers without any.
    static partial void Register(ServerLog log);

    static partial void Find(string name, ref ServerLog? log);
}
