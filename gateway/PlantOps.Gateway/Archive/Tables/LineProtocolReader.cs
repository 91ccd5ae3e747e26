using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Reads InfluxDB's line protocol, a line at a time.</summary>
/// <param name="input">A file; closed in the end.</param>
/// <param name="shape">How it is written.</param>
/// <param name="context">What is said about it.</param>
internal sealed class LineProtocolReader(Stream input, TextShape shape, ImportContext context) : IArchiveReader
{
    private const int MaxRows = 10_000;
    private const int MaxCached = 10_000;

    private readonly byte[] _buffer = new byte[2 * LineProtocol.MaxBytes];
    private readonly Stream _text = shape.Decode(input);
    private readonly LineProtocol _line = new();
    private readonly SourceReading _reading = new();
    private readonly Dictionary<(string Series, string Field), ImportSource> _sources = [];
    private int _start;
    private int _end;
    private long _number;
    private long _consumed;
    private bool _ended;

    public double Progress => input.Length == 0 ? 1 : Math.Min(1, (double)_consumed / input.Length);

    public async ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxRows; i++)
        {
            var length = await NextAsync(rows, cancellationToken);
            if (length < 0) return i > 0;
            ReadLine(_buffer.AsSpan(_start, length), rows);
            Drop(length);
        }

        return true;
    }

    public ValueTask DisposeAsync() => input.DisposeAsync();

    // How long the next line is, with its end; −1 where there is none. One that is too long is a bad row.
    private async ValueTask<int> NextAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        var isTooLong = false;
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf(shape.LineEnd);
            var isWhole = at >= 0 || (_ended && _end > _start);
            var length = at >= 0 ? at + 1 : _end - _start;
            if (isWhole && !isTooLong) return length;
            if (isWhole)
            {
                rows.Bad.Add(new BadRow($"line {++_number}", $"The line is longer than {LineProtocol.MaxBytes} bytes."));
                isTooLong = false;
                Drop(length);
                continue;
            }

            if (_ended) return -1;
            if (length > LineProtocol.MaxBytes)
            {
                isTooLong = true;
                Drop(length);
            }

            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = await _text.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _ended = read == 0;
    }

    private void Drop(int length)
    {
        _start += length;
        _consumed += length;
    }

    private void ReadLine(ReadOnlySpan<byte> bytes, ArchiveRows rows)
    {
        _number++;
        var text = Encoding.UTF8.GetString(bytes).Trim(' ', '\r', '\n', '\uFEFF');
        if (text.Length == 0 || text[0] == '#' || text.StartsWith("CREATE ", StringComparison.Ordinal)) return;
        if (_line.Read(text) is { } wrong)
        {
            rows.Bad.Add(new BadRow($"line {_number}", wrong));
            return;
        }

        string? late = null;
        if (_line.Time is not { } time) (time, late) = (0, "It has no time.");
        else late = ArchiveChecks.Time(time, context.Latest);
        var isWanted = false;
        foreach (var (key, value) in _line.Fields)
        {
            if (double.IsNaN(value)) continue;
            var source = SourceOf(key);
            source.Note(value);
            if (source.Target is null) continue;
            isWanted = true;
            if (late is null) _reading.Add(source, time, value);
        }

        if (isWanted && late is not null) rows.Bad.Add(new BadRow($"line {_number} (time)", late));
        _reading.MoveTo(rows);
    }

    private ImportSource SourceOf(string field)
    {
        if (_sources.TryGetValue((_line.Series, field), out var known)) return known;
        var source = InfluxSeries.SourceOf(context, _line.Measurement, _line.Tags, field);
        if (_sources.Count < MaxCached) _sources.Add((_line.Series, field), source);
        return source;
    }
}
