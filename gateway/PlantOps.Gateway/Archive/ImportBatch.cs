using System.Buffers.Binary;
using System.Text;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Readings of several devices on their way from the command line to the gateway.</summary>
/// <remarks>A device: length of its id u8, id, number of readings i32 little endian, each as
/// <see cref="ReadingRecord"/>.</remarks>
internal static class ImportBatch
{
    public const int MaxReadings = 10_000;

    /// <summary>Even where each reading is of another device.</summary>
    public const int LargestBytes = MaxReadings * (1 + ArchiveIds.MaxLength + sizeof(int) + ReadingRecord.Size);

    public static byte[] Write(IReadOnlyDictionary<string, List<Reading>> readings)
    {
        var size = readings.Sum(device => 1 + device.Key.Length + sizeof(int) + (device.Value.Count * ReadingRecord.Size));
        var batch = new byte[size];
        var at = 0;
        foreach (var (id, mine) in readings)
        {
            batch[at++] = (byte)id.Length;
            at += Encoding.ASCII.GetBytes(id, batch.AsSpan(at));
            BinaryPrimitives.WriteInt32LittleEndian(batch.AsSpan(at), mine.Count);
            at += sizeof(int);
            foreach (var reading in mine)
            {
                ReadingRecord.Write(batch.AsSpan(at), reading);
                at += ReadingRecord.Size;
            }
        }

        return batch;
    }

    /// <summary>The readings; where something is wrong, <paramref name="error"/> says what.</summary>
    public static List<DeviceReadings> Read(ReadOnlySpan<byte> batch, DeviceRegistry registry, long latest, out string? error)
    {
        var found = new List<DeviceReadings>();
        error = null;
        while (!batch.IsEmpty && error is null)
        {
            if (ReadDevice(ref batch, registry, out error) is not { } readings) continue;
            found.Add(readings);
            error = readings.Readings.Select(reading => Problem(reading, latest)).FirstOrDefault(problem => problem is not null);
        }

        return found;
    }

    private static DeviceReadings? ReadDevice(ref ReadOnlySpan<byte> rest, DeviceRegistry registry, out string? error)
    {
        error = "The batch is cut off.";
        int idLength = rest[0];
        if (rest.Length < 1 + idLength + sizeof(int)) return null;
        var id = Encoding.ASCII.GetString(rest.Slice(1, idLength));
        var count = BinaryPrimitives.ReadInt32LittleEndian(rest[(1 + idLength)..]);
        rest = rest[(1 + idLength + sizeof(int))..];
        if (count is < 0 or > MaxReadings || rest.Length < count * ReadingRecord.Size) return null;
        var readings = new Reading[count];
        for (var i = 0; i < count; i++) readings[i] = ReadingRecord.Read(rest[(i * ReadingRecord.Size)..]);
        rest = rest[(count * ReadingRecord.Size)..];
        var (device, channel) = ArchiveIds.Split(id);
        error = registry.Find(device) is null || !ArchiveIds.IsValid(id) ? $"There is no device '{id}'." : null;
        return error is null ? new DeviceReadings(StreamId.Of(registry.Find(device)!.Number, channel), readings) : null;
    }

    private static string? Problem(Reading reading, long latest)
    {
        if (ArchiveChecks.Time(reading.Time, latest) is { } time) return $"{ArchiveColumns.Time}: {time}";
        foreach (var identity in (long[])[reading.Boot, reading.Sequence])
        {
            if (identity != Reading.NoIdentity && ArchiveChecks.Identity(identity) is { } wrong) return wrong;
        }

        foreach (var value in reading.Values)
        {
            if (!double.IsNaN(value) && ArchiveChecks.Value(value) is { } wrong) return wrong;
        }

        return null;
    }
}
