using System.Text;

namespace PlantOps.Attack.Targets;

/// <summary>What the gateway logged, searched for what strangers must not be able to put there.</summary>
internal sealed class GatewayLog(string file)
{
    /// <summary>A line that begins with this was written by an attack: no gateway has this time in its log.</summary>
    public const string ForgedLine = "1999-12-31 23:59:59.000 INF Forged";

    /// <summary>What an attack puts wherever text is taken: an end of line, a line of its own, and escape codes.</summary>
    public const string Forgery = "x\n" + ForgedLine + " \u001b[31m\r\n" + ForgedLine + "\u0085\u009b31m";

    public long Bytes => File.Exists(file) ? new FileInfo(file).Length : 0;

    /// <summary>Its last lines.</summary>
    public string End(int lines) =>
        File.Exists(file) ? string.Join('\n', File.ReadLines(file, Encoding.Latin1).TakeLast(lines).Select(Printable)) : "";

    /// <summary>What is wrong with it, each kind once.</summary>
    public List<string> Problems()
    {
        if (!File.Exists(file)) return [];
        string? forged = null, control = null;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.StartsWith(ForgedLine, StringComparison.Ordinal))
            {
                forged ??= $"line {number} of the log is forged: {Printable(line)}";
            }
            if (line.Any(char.IsControl)) control ??= $"line {number} of the log has control characters: {Printable(line)}";
        }

        return [.. new[] { forged, control }.OfType<string>()];
    }

    private static string Printable(string line)
    {
        var text = string.Concat(line.Select(c => c is >= ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"));
        return text.Length > 300 ? text[..300] + "…" : text;
    }
}
