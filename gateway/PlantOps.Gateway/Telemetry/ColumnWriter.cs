using System.Runtime.InteropServices;
using System.Text.Json;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Writes rows as columns, straight into an answer: a year of a device is megabytes of numbers, and an object for each
/// would be many times that.
/// </summary>
internal sealed class ColumnWriter<T>(HttpResponse response, Utf8JsonWriter json, List<T> rows)
{
    /// <summary>How much may wait unsent. Small enough for a Raspberry Pi, large enough not to flush at every number.</summary>
    private const int FlushBytes = 64 * 1024;

    public delegate void Field(Utf8JsonWriter json, in T row);

    public async Task Write(string name, Field write, CancellationToken cancellationToken)
    {
        json.WriteStartArray(name);
        for (var next = 0; next < rows.Count;)
        {
            next = WriteSome(next, write);
            if (json.BytesPending < FlushBytes) continue;
            json.Flush();
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }

    // The index of the first row that is not written yet.
    private int WriteSome(int next, Field write)
    {
        var all = CollectionsMarshal.AsSpan(rows);
        while (next < all.Length && json.BytesPending < FlushBytes) write(json, all[next++]);
        return next;
    }
}
