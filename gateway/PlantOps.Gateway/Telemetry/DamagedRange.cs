using System.Text.Json;

namespace PlantOps.Gateway.Telemetry;

/// <summary>A time, from ≤ t &lt; to, of which what was stored cannot be read, and why.</summary>
internal readonly record struct DamagedRange(long From, long To, string Reason)
{
    /// <summary>Writes <c>damaged</c>, where there is anything to write, into an answer.</summary>
    public static void WriteAll(IReadOnlyList<DamagedRange> ranges, Utf8JsonWriter json)
    {
        if (ranges.Count == 0) return;
        json.WriteStartArray("damaged");
        foreach (var range in ranges.Distinct().OrderBy(range => range.From))
        {
            json.WriteStartObject();
            json.WriteNumber("from", range.From);
            json.WriteNumber("to", range.To);
            json.WriteString("reason", range.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What of it lies within a time.</summary>
    public DamagedRange Within(long from, long to) => this with { From = Math.Max(From, from), To = Math.Min(To, to) };
}
