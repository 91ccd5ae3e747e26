namespace PlantOps.Gateway.Archive;

/// <summary>
/// Splits RFC 4180 into records and fields, strictly: a quote stands at both ends of a field, or doubled inside one;
/// blanks around the quotes do not count. After a record that breaks this it goes on with the next line, so that one stray
/// quote takes one line with it.
/// </summary>
/// <param name="input">UTF-8.</param>
/// <param name="separator">Between fields.</param>
/// <param name="lineEnd">LF, before which a CR may stand; or CR alone.</param>
internal sealed class CsvRecords(Stream input, byte separator = (byte)',', byte lineEnd = (byte)'\n') : TextRecord("line")
{
    /// <summary>Records that are too long before the file is given up: each costs a search for its end.</summary>
    public const int MaxTooLong = 100;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly byte[] _buffer = new byte[2 * MaxBytes];
    private int _start;
    private int _end;
    private bool _ended;
    private int _tooLong;
    private long _nextLine = 1;

    /// <summary>Bytes that are done with.</summary>
    public long Consumed { get; private set; }

    /// <summary>Why the record cannot be split; its fields are those before.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next record that is not an empty line. <see langword="false"/> at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            Problem = null;
            Begin(_nextLine);
            if (!TryFind(out var length) && !_ended && _end - _start <= MaxBytes)
            {
                await FillAsync(cancellationToken);
                continue;
            }

            if (_start == _end) return false;
            await TakeAsync(length, cancellationToken);
        }
        while (Problem is null && (Fields.Count == 0 || (Fields.Count == 1 && Fields[0].Length == 0)));
        return true;
    }

    /// <summary>Where the record in the buffer ends: behind its line end, or with the file.</summary>
    private bool TryFind(out int length)
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var isQuoted = false;
        for (var at = 0; rest[at..].IndexOfAny((byte)'"', lineEnd) is var next and >= 0; at += next + 1)
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
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf(lineEnd)) < 0 && !_ended)
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
            $"line {Number}: {Problem} It is the {MaxTooLong}th of that kind: the file is no CSV, or its quotes do not match.");
    }

    // In a copy, where doubled quotes can be made single: after a problem the lines are needed as they were.
    private void Split(ReadOnlySpan<byte> record)
    {
        record.CopyTo(Bytes);
        var (at, end) = (0, record.Length);
        if (end > at && Bytes[end - 1] == lineEnd) end--;
        if (end > at && Bytes[end - 1] == '\r') end--;
        while (true)
        {
            at = at < end && Bytes[at] == '"' ? Quoted(at + 1, end) : Plain(at, end);
            if (Problem is not null || at >= end) return;
            at++;
            if (at < end) continue;
            Fields.Add((at, 0, false));
            return;
        }
    }

    // Both return where the field's separator is.
    private int Plain(int at, int end)
    {
        var field = Bytes.AsSpan(at, end - at);
        var length = field.IndexOf(separator);
        if (length < 0) length = field.Length;
        var quote = field[..length].IndexOf((byte)'"');
        if (quote < 0) Fields.Add((at, length, false));
        else if (IsBlank(field[..quote])) return Quoted(at + quote + 1, end);
        else Problem = "A quote stands inside a field that does not begin with one.";
        return at + length;
    }

    private int Quoted(int at, int end)
    {
        var (start, to) = (at, at);
        for (; at < end; at++)
        {
            if (Bytes[at] == '"')
            {
                var next = at + 1;
                while (next < end && Bytes[next] == ' ') next++;
                if (next == end || Bytes[next] == separator)
                {
                    Fields.Add((start, to - start, true));
                    return next;
                }

                if (Bytes[++at] != '"')
                {
                    Problem = "Something follows the closing quote of a field.";
                    return end;
                }
            }

            Bytes[to++] = Bytes[at];
        }

        Problem = "A quote is never closed.";
        return end;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)' ') < 0;

    private void Advance(int length)
    {
        _nextLine += _buffer.AsSpan(_start, length).Count(lineEnd);
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
