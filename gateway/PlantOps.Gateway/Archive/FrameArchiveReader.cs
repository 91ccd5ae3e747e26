using System.Buffers.Binary;
using System.Text;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Hands what a <see cref="FrameArchiveWriter"/> sends to another writer, and says how far it is.</summary>
internal sealed class FrameArchiveReader(Stream input)
{
    private const int LargestFrame = FrameArchiveWriter.MaxReadings * ReadingRecord.Size;

    private readonly byte[] _buffer = new byte[LargestFrame];
    private readonly List<Reading> _readings = [];
    private ArchiveDevice? _device;

    /// <summary>How many days there are to come and have come, all devices together.</summary>
    public int Days { get; private set; }

    public int DaysDone { get; private set; }

    public long Readings { get; private set; }

    /// <summary>Which readings are missing because the gateway cannot read them any more.</summary>
    public List<string> Damaged { get; } = [];

    /// <returns>Why it is not whole; <see langword="null"/> where it is.</returns>
    /// <exception cref="IOException">The gateway broke off.</exception>
    public async Task<string?> CopyToAsync(IArchiveWriter writer, Action step, CancellationToken cancellationToken)
    {
        while (true)
        {
            await input.ReadExactlyAsync(_buffer.AsMemory(0, FrameArchiveWriter.HeaderSize), cancellationToken);
            var kind = (ReadingFrame)_buffer[0];
            var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(1));
            if (length is < 0 or > LargestFrame)
                throw new InvalidDataException("The gateway sends what this version does not understand.");
            await input.ReadExactlyAsync(_buffer.AsMemory(0, length), cancellationToken);
            switch (kind)
            {
                case ReadingFrame.End:
                    await writer.CompleteAsync(cancellationToken);
                    return null;
                case ReadingFrame.Problem:
                    return Encoding.UTF8.GetString(_buffer.AsSpan(0, length));
                default:
                    await PassOnAsync(kind, length, writer, cancellationToken);
                    step();
                    break;
            }
        }
    }

    private ValueTask PassOnAsync(ReadingFrame kind, int length, IArchiveWriter writer, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ReadingFrame.Begin when BinaryPrimitives.ReadInt32LittleEndian(_buffer) == FrameArchiveWriter.Version:
                Days = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(sizeof(int)));
                return writer.BeginAsync(Days, cancellationToken);
            case ReadingFrame.Device:
                var parts = Encoding.UTF8.GetString(_buffer.AsSpan(0, length)).Split('\n');
                _device = new ArchiveDevice(parts[0], parts[1], parts[2]);
                return ValueTask.CompletedTask;
            case ReadingFrame.Readings when _device is not null:
                _readings.Clear();
                for (var at = 0; at < length; at += ReadingRecord.Size) _readings.Add(ReadingRecord.Read(_buffer.AsSpan(at)));
                Readings += _readings.Count;
                return writer.WriteAsync(_device, _readings, cancellationToken);
            case ReadingFrame.Damaged:
                Damaged.Add(Encoding.UTF8.GetString(_buffer.AsSpan(0, length)));
                return ValueTask.CompletedTask;
            case ReadingFrame.DayDone:
                DaysDone++;
                return writer.DayDoneAsync(cancellationToken);
            default:
                throw new InvalidDataException("The gateway is of another version and sends what this one does not understand.");
        }
    }
}
