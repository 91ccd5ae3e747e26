using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>
/// Reads InfluxDB's annotated CSV: tables one after another, each with a header of its own. A row has one field's value; after
/// <c>pivot()</c> it has a column a field.
/// </summary>
/// <param name="input">A file; closed in the end.</param>
/// <param name="shape">How it is written.</param>
/// <param name="context">What is said about it.</param>
internal sealed class InfluxCsvReader(Stream input, TextShape shape, ImportContext context) : IArchiveReader
{
    private const int MaxRows = 10_000;
    private const int MaxColumns = 1_000;
    private const string DataTypes = "#datatype";

    private static readonly string[] NumberTypes = ["double", "long", "unsignedLong"];
    private static readonly string[] NoTags = ["", "result", "table", "_time", "_start", "_stop", "_value", "_field",
        "_measurement"];

    private readonly CsvRecords _records = new(shape.Decode(input), shape.Separator, shape.LineEnd);
    private readonly ImportTime _times = new(context.Options.Zone, context.Options.DateOrder);
    private readonly SourceReading _reading = new();
    private string[] _types = [];
    private string[] _columns = [];
    private int[] _tags = [];
    private int[] _fields = [];
    private int _time = -1;
    private int _value = -1;
    private int _field = -1;
    private int _measurement = -1;
    private ImportSource?[] _sources = [];
    private string _lastKey = string.Empty;

    public double Progress => input.Length == 0 ? 1 : Math.Min(1, (double)_records.Consumed / input.Length);

    public async ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxRows; i++)
        {
            if (!await _records.ReadAsync(cancellationToken)) return i > 0;
            if (_records.Problem is { } problem)
                rows.Bad.Add(new BadRow($"line {_records.Number}, column {_records.Count + 1}", problem));
            else if (_records[0].StartsWith("#"u8)) Annotate();
            else if (IsHeader()) Begin();
            else if (_columns.Length == 0) throw new InvalidDataException($"line {_records.Number}: There is no column '_time'.");
            else if (_records.Count != _columns.Length)
                rows.Bad.Add(new BadRow($"line {_records.Number}",
                    $"It has {_records.Count} fields; the header has {_columns.Length}."));
            else ReadRow(rows);
        }

        return true;
    }

    public ValueTask DisposeAsync() => input.DisposeAsync();

    private string Text(int field) => Encoding.UTF8.GetString(_records[field]);

    private void Annotate()
    {
        if (_records[0].SequenceEqual(Encoding.UTF8.GetBytes(DataTypes)))
            _types = [.. Enumerable.Range(0, Math.Min(_records.Count, MaxColumns)).Select(Text)];
    }

    private bool IsHeader()
    {
        for (var field = 0; field < Math.Min(_records.Count, MaxColumns); field++)
        {
            if (_records[field].SequenceEqual("_time"u8)) return true;
            if (field < 2 && _records.Count == 3 && _records[field].SequenceEqual("error"u8))
                throw new InvalidDataException($"line {_records.Number}: The file is an error of InfluxDB's.");
        }

        return false;
    }

    private void Begin()
    {
        if (_records.Count > MaxColumns)
            throw new InvalidDataException($"line {_records.Number}: There are more than {MaxColumns} columns.");
        _columns = [.. Enumerable.Range(0, _records.Count).Select(Text)];
        _time = Array.IndexOf(_columns, "_time");
        _value = Array.IndexOf(_columns, "_value");
        _field = Array.IndexOf(_columns, "_field");
        _measurement = Array.IndexOf(_columns, "_measurement");
        var others = Enumerable.Range(0, _columns.Length).Where(column => !NoTags.Contains(_columns[column])).ToList();
        _fields = _value >= 0 ? [_value] : [.. others.Where(IsField)];
        _tags = [.. others.Except(_fields)];
        _sources = new ImportSource?[_fields.Length];
        _lastKey = "\0";
        if (_fields.Length == 0)
            throw new InvalidDataException($"line {_records.Number}: There is no column '_value', and none has numbers.");
    }

    private bool IsField(int column) => _types.Length == _columns.Length
        ? NumberTypes.Contains(_types[column])
        : MetricTarget.Guess(_columns[column], out _) is not null;

    private void ReadRow(ArchiveRows rows)
    {
        var key = Key();
        if (key != _lastKey)
        {
            Array.Clear(_sources);
            _lastKey = key;
        }

        long? time = null;
        for (var i = 0; i < _fields.Length; i++)
        {
            var isNumber = ImportNumber.TryRead(_records[_fields[i]], decimalComma: false, out var value);
            if (isNumber && double.IsNaN(value)) continue;

            // A series of texts is none that could go anywhere.
            if (!isNumber && _sources[i] is null) continue;
            var source = _sources[i] ??= SourceOf(i);
            if (isNumber) source.Note(value);
            if (source.Target is null) continue;
            if (!isNumber)
            {
                rows.Cells.Add(Bad(_fields[i], $"'{ArchiveChecks.Shown(Text(_fields[i]))}' is not a number."));
                continue;
            }

            if (time is null && !TryTime(rows, out time)) return;
            _reading.Add(source, time!.Value, value);
        }

        _reading.MoveTo(rows);
    }

    private bool TryTime(ArchiveRows rows, out long? time)
    {
        time = null;
        var wrong = _times.Read(_records[_time], out var read) ?? ArchiveChecks.Time(read, context.Latest);
        if (wrong is null) time = read;
        else rows.Bad.Add(Bad(_time, wrong));
        return wrong is null;
    }

    // Rows of one series follow each other: what has changed since the last is rarely more than the time.
    private string Key()
    {
        var key = new StringBuilder();
        if (_measurement >= 0) key.Append(Text(_measurement));
        foreach (var tag in _tags) key.Append('\u001f').Append(Text(tag));
        if (_field >= 0) key.Append('\u001f').Append(Text(_field));
        return key.ToString();
    }

    private ImportSource SourceOf(int at)
    {
        var tags = _tags.Where(tag => !_records[tag].IsEmpty).Select(tag => (_columns[tag], Text(tag))).ToList();
        var field = _value < 0 ? _columns[_fields[at]] : _field < 0 ? "value" : Text(_field);
        return InfluxSeries.SourceOf(context, _measurement < 0 ? string.Empty : Text(_measurement), tags, field);
    }

    private BadRow Bad(int field, string reason) =>
        new($"line {_records.Number}, column {field + 1} ({ArchiveChecks.Shown(_columns[field])})", reason);
}
