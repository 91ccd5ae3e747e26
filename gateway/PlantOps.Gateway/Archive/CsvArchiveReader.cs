using System.Text;

namespace PlantOps.Gateway.Archive;

/// <summary>Reads readings from RFC 4180: the columns of <see cref="ArchiveColumns"/> in any order, as the header names them.</summary>
/// <param name="input">A file; closed in the end.</param>
/// <param name="latest">A time after it is in the future, Unix milliseconds.</param>
internal sealed class CsvArchiveReader(Stream input, long latest) : IArchiveReader
{
    /// <summary>Rows of one read.</summary>
    private const int MaxRows = 10_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly CsvRecords _records = new(input);
    private string[] _columns = [];
    private CsvFields? _fields;

    public double Progress => input.Length == 0 ? 1 : (double)_records.Consumed / input.Length;

    public async ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        if (_fields is null) await ReadHeaderAsync(cancellationToken);
        for (var i = 0; i < MaxRows; i++)
        {
            if (!await _records.ReadAsync(cancellationToken)) return i > 0;
            ReadRow(rows);
        }

        return true;
    }

    public ValueTask DisposeAsync() => input.DisposeAsync();

    private async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (!await _records.ReadAsync(cancellationToken)) throw new InvalidDataException("The file is empty.");
        if (_records.Problem is { } problem) throw new InvalidDataException($"line {_records.Line}: {problem}");
        try
        {
            _columns = [.. Enumerable.Range(0, _records.Count).Select(field => Strict.GetString(_records[field]))];
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"line {_records.Line}: The header is not UTF-8.");
        }

        if (ArchiveColumns.Problem(_columns) is { } wrong) throw new InvalidDataException($"line {_records.Line}: {wrong}");
        _fields = new CsvFields(_columns, latest);
    }

    private void ReadRow(ArchiveRows rows)
    {
        var line = $"line {_records.Line}";
        if (_records.Problem is { } problem)
        {
            rows.Bad.Add(new BadRow($"{line}, column {_records.Count + 1}", problem));
        }
        else if (_records.Count != _columns.Length)
        {
            rows.Bad.Add(new BadRow(line, $"It has {_records.Count} fields; the header has {_columns.Length}."));
        }
        else if (_fields!.Read(_records, out var row, out var place) is { } error)
        {
            rows.Bad.Add(new BadRow($"{line}, column {place + 1} ({_columns[place]})", error));
        }
        else
        {
            rows.Good.Add(row);
        }
    }
}
