namespace PlantOps.Gateway.Archive;

/// <summary>
/// Splits RFC 4180 into records and fields, strictly: a quote stands at both ends of a field, or doubled inside one.
/// After a record that breaks this it goes on with the next line, so that one stray quote takes one line with it.
/// </summary>
internal sealed class CsvRecords(Stream input)
{
    /// <summary>Records that are too long before the file is given up: each costs a search for its end.</summary>
    public const int MaxTooLong = 100;

    /// <summary>Longest record, and so what is held in memory.</summary>
    public const int MaxBytes = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly byte[] _buffer = new byte[2 * MaxBytes];
    private readonly byte[] _record = new byte[MaxBytes];
    private readonly List<(int Start, int Length, bool IsQuoted)> _fields = [];
    private int _start;
    private int _end;
    private bool _ended;
    private int _tooLong;
    private long _nextLine = 1;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Bytes that are done with.</summary>
    public long Consumed { get; private set; }

    public int Count => _fields.Count;

    /// <summary>Why the record cannot be split; its fields are those before.</summary>
    public string? Problem { get; private set; }

    /// <summary>A field, without its quotes; good until the next read.</summary>
    public ReadOnlySpan<byte> this[int field] => _record.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>Whether a field had quotes.</summary>
    public bool IsQuoted(int field) => _fields[field].IsQuoted;

    /// <summary>The next record that is not an empty line. <see langword="false"/> at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            Line = _nextLine;
            Problem = null;
            _fields.Clear();
            if (!TryFind(out var length) && !_ended && _end - _start <= MaxBytes)
            {
                await FillAsync(cancellationToken);
                continue;
            }

            if (_start == _end) return false;
            await TakeAsync(length, cancellationToken);
        }
        while (Problem is null && (_fields.Count == 0 || (_fields.Count == 1 && _fields[0].Length == 0)));
        return true;
    }

    /// <summary>Where the record in the buffer ends: behind its line end, or with the file.</summary>
    private bool TryFind(out int length)
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var isQuoted = false;
        for (var at = 0; rest[at..].IndexOfAny((byte)'"', (byte)'\n') is var next and >= 0; at += next + 1)
        {
            if (rest[at + next] == '"') isQuoted = !isQuoted;
            else if (!isQuoted)
            {
                length = at + next + 1;
                return length <= MaxBytes;
            }
        }

        length = rest.Length;
        return false;
    }

    private async ValueTask TakeAsync(int length, CancellationToken cancellationToken)
    {
        if (length > MaxBytes) TooLong();
        else Split(_buffer.AsSpan(_start, length));
        if (Problem is null)
        {
            Advance(length);
            return;
        }

        // Only its first line: what follows may be whole.
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && !_ended)
        {
            Drop(_end - _start);
            await FillAsync(cancellationToken);
        }

        Advance(end < 0 ? _end - _start : end + 1);
    }

    private void TooLong()
    {
        Problem = $"The record is longer than {MaxBytes} bytes, or a quote is never closed.";
        if (++_tooLong < MaxTooLong) return;
        throw new InvalidDataException(
            $"line {Line}: {Problem} It is the {MaxTooLong}th of that kind: the file is no CSV, or its quotes do not match.");
    }

    // In a copy, where doubled quotes can be made single: after a problem the lines are needed as they were.
    private void Split(ReadOnlySpan<byte> record)
    {
        record.CopyTo(_record);
        var (at, end) = (0, record.Length);
        if (end > at && _record[end - 1] == '\n') end--;
        if (end > at && _record[end - 1] == '\r') end--;
        while (true)
        {
            at = at < end && _record[at] == '"' ? Quoted(at + 1, end) : Plain(at, end);
            if (Problem is not null || at >= end) return;
            at++;
            if (at < end) continue;
            _fields.Add((at, 0, false));
            return;
        }
    }

    // Both return where the field's separator is.
    private int Plain(int at, int end)
    {
        var field = _record.AsSpan(at, end - at);
        var length = field.IndexOf((byte)',');
        if (length < 0) length = field.Length;
        if (field[..length].Contains((byte)'"')) Problem = "A quote stands inside a field that does not begin with one.";
        else _fields.Add((at, length, false));
        return at + length;
    }

    private int Quoted(int at, int end)
    {
        var (start, to) = (at, at);
        for (; at < end; at++)
        {
            if (_record[at] == '"')
            {
                if (at + 1 == end || _record[at + 1] == ',')
                {
                    _fields.Add((start, to - start, true));
                    return at + 1;
                }

                if (_record[++at] != '"')
                {
                    Problem = "Something follows the closing quote of a field.";
                    return end;
                }
            }

            _record[to++] = _record[at];
        }

        Problem = "A quote is never closed.";
        return end;
    }

    private void Advance(int length)
    {
        _nextLine += _buffer.AsSpan(_start, length).Count((byte)'\n');
        Drop(length);
    }

    private void Drop(int length)
    {
        _start += length;
        Consumed += length;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        if (Consumed == 0 && _start == 0 && _buffer.AsSpan(0, _end + read).StartsWith(ByteOrderMark)) Drop(ByteOrderMark.Length);
        _end += read;
        _ended = read == 0;
    }
}
