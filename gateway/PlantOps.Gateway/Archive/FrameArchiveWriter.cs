using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Sends readings to the command line, which writes them down: it knows how far it is, and a stream that breaks off is
/// never taken for a whole one.
/// </summary>
/// <remarks>Each frame: kind u8, length i32 little endian, content.</remarks>
internal sealed class FrameArchiveWriter(Stream output) : IArchiveWriter
{
    public const int Version = 1;
    public const int HeaderSize = 5;

    /// <summary>Readings of one frame.</summary>
    public const int MaxReadings = 4096;

    private readonly byte[] _buffer = new byte[HeaderSize + (MaxReadings * ReadingRecord.Size)];
    private ArchiveDevice? _device;

    public ValueTask BeginAsync(int days, CancellationToken cancellationToken)
    {
        Span<byte> content = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(content, Version);
        BinaryPrimitives.WriteInt32LittleEndian(content[sizeof(int)..], days);
        return SendAsync(ReadingFrame.Begin, content, cancellationToken);
    }

    public async ValueTask WriteAsync(ArchiveDevice device, List<Reading> readings, CancellationToken cancellationToken)
    {
        if (device != _device)
        {
            _device = device;
            await SendAsync(ReadingFrame.Device, Encoding.UTF8.GetBytes($"{device.Id}\n{device.Name}\n{device.HardwareId}"),
                cancellationToken);
        }

        for (var next = 0; next < readings.Count; next += MaxReadings)
        {
            var count = Math.Min(MaxReadings, readings.Count - next);
            for (var i = 0; i < count; i++)
            {
                ReadingRecord.Write(
                    _buffer.AsSpan(HeaderSize + (i * ReadingRecord.Size)), CollectionsMarshal.AsSpan(readings)[next + i]);
            }

            await SendAsync(ReadingFrame.Readings, count * ReadingRecord.Size, cancellationToken);
        }
    }

    public ValueTask DayDoneAsync(CancellationToken cancellationToken) => SendAsync(ReadingFrame.DayDone, 0, cancellationToken);

    public ValueTask DamagedAsync(string what, CancellationToken cancellationToken) =>
        SendAsync(ReadingFrame.Damaged, Encoding.UTF8.GetBytes(what), cancellationToken);

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await SendAsync(ReadingFrame.End, 0, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>In place of <see cref="CompleteAsync"/>.</summary>
    public ValueTask FailAsync(string problem, CancellationToken cancellationToken) =>
        SendAsync(ReadingFrame.Problem, Encoding.UTF8.GetBytes(problem), cancellationToken);

    private ValueTask SendAsync(ReadingFrame kind, ReadOnlySpan<byte> content, CancellationToken cancellationToken)
    {
        content.CopyTo(_buffer.AsSpan(HeaderSize));
        return SendAsync(kind, content.Length, cancellationToken);
    }

    private ValueTask SendAsync(ReadingFrame kind, int length, CancellationToken cancellationToken)
    {
        _buffer[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(1), length);
        return output.WriteAsync(_buffer.AsMemory(0, HeaderSize + length), cancellationToken);
    }
}
