using System.Text;
using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Reads readings from a table with a header: the columns of <see cref="ArchiveColumns"/> in any order, or whatever it has,
/// as somebody says.
/// </summary>
/// <param name="input">A file; closed in the end.</param>
/// <param name="shape">How it is written.</param>
/// <param name="format">What kind of table it is.</param>
/// <param name="context">What is said about it.</param>
internal sealed class CsvArchiveReader(Stream input, TextShape shape, ImportFormat format, ImportContext context) : IArchiveReader
{
    /// <summary>Rows of one read.</summary>
    private const int MaxRows = 10_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly CsvRecords _records = new(shape.Decode(input), shape.Separator, shape.LineEnd);
    private ITableRow? _row;
    private int _columns;
    private bool _isFirst = context.Options.NoHeader;

    public double Progress => input.Length == 0 ? 1 : Math.Min(1, (double)_records.Consumed / input.Length);

    public async ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        if (_row is null) await ReadHeaderAsync(cancellationToken);
        for (var i = 0; i < MaxRows; i++)
        {
            if (!_isFirst && !await _records.ReadAsync(cancellationToken)) return i > 0;
            _isFirst = false;
            ReadRow(rows);
        }

        return true;
    }

    public ValueTask DisposeAsync() => input.DisposeAsync();

    private async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await _records.ReadAsync(cancellationToken)) throw new InvalidDataException("The file is empty.");
            if (_records.Problem is { } problem) throw new InvalidDataException($"line {_records.Number}: {problem}");
        }
        while (_records.Number == 1 && _records[0].StartsWith("sep="u8));
        var names = Names();
        _columns = names.Length;
        if (context.Options.NoHeader) names = [.. Enumerable.Range(1, names.Length).Select(number => $"#{number}")];
        var binding = ColumnBinding.Of(names, TableKind.PresetOf(format, names, context.Options), context, out var wrong);
        if (wrong is not null) throw new InvalidDataException($"line {_records.Number}: {Said(wrong)}");
        _row = TableRows.Of(binding, context, shape.DecimalComma);
    }

    // Some programs end rows, but not the header, with a separator.
    private bool IsEndedBySeparator() =>
        _records.Count == _columns + 1 && _records[_columns].IsEmpty && !_records.IsQuoted(_columns);

    private string[] Names()
    {
        try
        {
            return [.. Enumerable.Range(0, _records.Count).Select(field => Strict.GetString(_records[field]))];
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"line {_records.Number}: The header is not UTF-8.");
        }
    }

    // ThingSpeak calls fields by numbers, and says in another place what they are.
    private string Said(string wrong) =>
        format == ImportFormat.ThingSpeak ? $"It is a feed of ThingSpeak, whose fields have numbers. {wrong}" : wrong;

    private void ReadRow(ArchiveRows rows)
    {
        if (_records.Problem is { } problem)
        {
            rows.Bad.Add(new BadRow($"line {_records.Number}, column {_records.Count + 1}", problem));
        }
        else if (_records.Count != _columns && !IsEndedBySeparator())
        {
            rows.Bad.Add(new BadRow($"line {_records.Number}", $"It has {_records.Count} fields; the header has {_columns}."));
        }
        else
        {
            _row!.Read(_records, rows);
        }
    }
}
