using System.Text;
using PlantOps.Contracts;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Archive.Tables;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>Archives in memory.</summary>
internal static class ArchiveText
{
    public const long Latest = TestReadings.Start + (10 * TestReadings.Day);

    public static readonly ArchiveDevice Fern = new("plant-fern", "Fern, \"the big one\" 🌿", "AA:BB:CC:00:11:22");
    public static readonly ArchiveDevice Basil = new("plant-basil", null, null);

    public static async Task<byte[]> WriteAsync(ArchiveFormat format, params (ArchiveDevice Device, Reading[] Readings)[] parts)
    {
        using var output = new MemoryStream();
        var writer = ArchiveFormats.Writer(format, output);
        await writer.BeginAsync(parts.Length, CancellationToken.None);
        foreach (var (device, readings) in parts) await writer.WriteAsync(device, [.. readings], CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
        return output.ToArray();
    }

    public static Task<ArchiveRows> ReadAsync(ArchiveFormat format, byte[] file) =>
        ReadAsync(file, new ImportText { Format = ArchiveFormats.Name(format) });

    public static async Task<ArchiveRows> ReadAsync(byte[] file, ImportText text)
    {
        var context = new ImportContext(ImportOptions.Parse(text, out var errors), Latest);
        Assert.Empty(errors);
        var (reader, _) = await ImportReaders.OpenAsync(new MemoryStream(file), context, long.MaxValue, CancellationToken.None);
        await using (reader)
        {
            var rows = new ArchiveRows();
            while (await reader.ReadAsync(rows, CancellationToken.None))
            {
            }

            return rows;
        }
    }

    public static Task<ArchiveRows> ReadCsvAsync(string text) => ReadAsync(ArchiveFormat.Csv, Encoding.UTF8.GetBytes(text));

    /// <summary>As a gateway can have stored it: a value that is no number is none.</summary>
    public static Reading Storable(Reading reading)
    {
        var values = reading.Values;
        foreach (ref var value in values[..])
        {
            if (!double.IsFinite(value)) value = double.NaN;
        }

        return reading with { Values = values, Boot = Math.Min(reading.Boot, Limits.MaxIdentity) };
    }
}
