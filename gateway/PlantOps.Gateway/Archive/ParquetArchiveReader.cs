using Parquet;
using Parquet.Schema;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Reads readings from Apache Parquet: the columns of <see cref="ArchiveColumns"/> in any order, or whatever it has, as somebody
/// says. Holds one row group, however many rows its writer gave it.
/// </summary>
/// <param name="input">A file; closed in the end.</param>
/// <param name="context">What is said about it.</param>
/// <param name="maxGroupBytes">What a row group may take in memory.</param>
internal sealed class ParquetArchiveReader(Stream input, ImportContext context, long maxGroupBytes) : IArchiveReader
{
    /// <summary>More in one row group would take gigabytes.</summary>
    private const int MaxRows = 10_000_000;

    private readonly ArchiveDevices _devices = new();
    private ParquetReader? _reader;
    private Dictionary<string, DataField> _fields = [];
    private ParquetTable? _table;
    private int _group;
    private long _row;

    public double Progress => _reader is null ? 0 : _reader.RowGroupCount == 0 ? 1 : (double)_group / _reader.RowGroupCount;

    public async ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken)
    {
        // Whatever the library throws at a damaged file says the same: it is not whole.
        try
        {
            _reader ??= await OpenAsync(cancellationToken);
            if (_group == _reader.RowGroupCount) return false;
            var reader = _reader.OpenRowGroupReader(_group);
            if (reader.RowCount is < 0 or > MaxRows) throw new InvalidDataException($"A row group has more than {MaxRows} rows.");
            if (_table is not null) await _table.ReadGroupAsync(reader, rows, cancellationToken);
            else AddRows(await ReadGroupAsync(reader, cancellationToken), rows);
            _group++;
            return true;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or InvalidDataException))
        {
            throw new InvalidDataException($"It is no Parquet file, or it is damaged: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null) await _reader.DisposeAsync();
        await input.DisposeAsync();
    }

    private async Task<ParquetReader> OpenAsync(CancellationToken cancellationToken)
    {
        var reader = await ParquetReader.CreateAsync(input, new ParquetOptions(), leaveStreamOpen: true, cancellationToken);
        var fields = reader.Schema.DataFields;
        if (IsOwn(fields)) _fields = fields.ToDictionary(field => field.Name);
        else _table = new ParquetTable(reader.Schema, context, maxGroupBytes);
        return reader;
    }

    // With the columns and types that export writes, and nothing said about them.
    private bool IsOwn(DataField[] fields)
    {
        var options = context.Options;
        if (options.Columns.Count > 0 || options.Units.Count > 0 || options.Device is not null) return false;
        if (ArchiveColumns.Problem([.. fields.Select(field => field.Name)]) is not null) return false;
        var expected = new ParquetColumns().Schema.DataFields.ToDictionary(field => field.Name);
        return fields.All(field =>
            field.ClrType == expected[field.Name].ClrType && field.MaxRepetitionLevel == 0 && field.Path.Length == 1);
    }

    private async Task<ParquetGroup> ReadGroupAsync(ParquetRowGroupReader reader, CancellationToken cancellationToken)
    {
        if (reader.RowCount * _fields.Count * sizeof(long) > maxGroupBytes)
            throw new InvalidDataException("A row group is too large for this way: import the file with plantops import.");
        var group = new ParquetGroup((int)reader.RowCount);
        foreach (var (name, field) in _fields)
        {
            if (field.ClrType == typeof(double))
                await ReadAsync(reader, field, group.NewColumn(group.Values, name, double.NaN), cancellationToken);
            else if (field.ClrType == typeof(long))
                await ReadAsync(reader, field, group.NewColumn(group.Numbers, name, Reading.NoIdentity), cancellationToken);
            else if (field.ClrType == typeof(DateTime))
                await ReadAsync(reader, field, group.NewColumn(group.Times, name, DateTime.MinValue), cancellationToken);
            else await ReadAsync(
                reader, field, group.NewColumn(group.Texts, name, ReadOnlyMemory<char>.Empty), cancellationToken);
        }

        return group;
    }

    private static async Task ReadAsync<T>(
        ParquetRowGroupReader reader, DataField field, (T[] Values, T Absent) column, CancellationToken cancellationToken)
        where T : struct
    {
        if (!field.IsNullable)
        {
            await reader.ReadRawAsync<T>(field, column.Values, null, null, cancellationToken);
            return;
        }

        var levels = new int[column.Values.Length];
        await reader.ReadRawAsync<T>(field, column.Values, levels, null, cancellationToken);

        // What there is lies at the front: it is moved to its row, last first, so that none is written over.
        var present = levels.Count(level => level == field.MaxDefinitionLevel);
        for (var row = levels.Length - 1; row >= 0; row--)
        {
            column.Values[row] = levels[row] == field.MaxDefinitionLevel ? column.Values[--present] : column.Absent;
        }
    }

    private void AddRows(ParquetGroup group, ArchiveRows rows)
    {
        for (var i = 0; i < group.Count; i++)
        {
            _row++;
            if (group.Row(i, _devices, context.Latest, out var row) is { } problem)
                rows.Bad.Add(new BadRow($"row {_row}, column {problem.Column}", problem.Reason));
            else rows.Good.Add(row);
        }
    }
}
