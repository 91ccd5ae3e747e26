using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;
using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Reads a Parquet file of somebody else as a table of texts: whatever type a column has, its values are written out.
/// </summary>
internal sealed class ParquetTable
{
    private readonly TextRecord _record = new("row");
    private readonly DataField[] _fields;
    private readonly bool[] _isWanted;
    private readonly ITableRow _row;
    private readonly long _maxBytes;
    private long _number;

    /// <param name="schema">What columns there are; those within others are left out.</param>
    /// <param name="context">What is said about them.</param>
    /// <param name="maxBytes">What a row group may take in memory.</param>
    /// <exception cref="InvalidDataException">They cannot be read; the message says why.</exception>
    public ParquetTable(ParquetSchema schema, ImportContext context, long maxBytes)
    {
        _maxBytes = maxBytes;
        _fields = [.. schema.DataFields.Where(field => field.MaxRepetitionLevel == 0 && field.Path.Length == 1)];
        var names = _fields.Select(field => field.Name).ToArray();
        var binding = ColumnBinding.Of(names, null, context, out var wrong);
        if (wrong is not null) throw new InvalidDataException(wrong);
        _isWanted = [.. Enumerable.Range(0, names.Length).Select(binding.IsBound)];
        _row = TableRows.Of(binding, context, decimalComma: false);
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_isWanted[i] && !IsKnown(_fields[i].ClrType))
                throw new InvalidDataException(
                    $"The column '{ArchiveChecks.Shown(names[i])}' has not the type that it must have.");
        }
    }

    public async Task ReadGroupAsync(ParquetRowGroupReader reader, ArchiveRows rows, CancellationToken cancellationToken)
    {
        var count = (int)reader.RowCount;
        if (reader.RowCount * _isWanted.Count(wanted => wanted) * sizeof(long) * 2 > _maxBytes)
            throw new InvalidDataException(
                "A row group is too large: write smaller ones, or import the file with plantops import.");
        var columns = new Func<int, string>[_fields.Length];
        for (var i = 0; i < _fields.Length; i++)
        {
            columns[i] = _isWanted[i] ? await ColumnAsync(reader, _fields[i], count, cancellationToken) : _ => string.Empty;
        }

        for (var row = 0; row < count; row++)
        {
            _record.Begin(++_number);
            foreach (var column in columns) _record.Add(column(row));
            _row.Read(_record, rows);
        }
    }

    private static bool IsKnown(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(long)
        || type == typeof(short) || type == typeof(byte) || type == typeof(decimal) || type == typeof(DateTime)
        || type == typeof(ReadOnlyMemory<char>) || type == typeof(uint) || type == typeof(ulong);

    private static Task<Func<int, string>> ColumnAsync(
        ParquetRowGroupReader reader, DataField field, int count, CancellationToken cancellationToken)
    {
        var type = field.ClrType;
        if (type == typeof(double)) return Of<double>(Invariant);
        if (type == typeof(float)) return Of<float>(Invariant);
        if (type == typeof(int)) return Of<int>(Invariant);
        if (type == typeof(long)) return Of<long>(Invariant);
        if (type == typeof(short)) return Of<short>(Invariant);
        if (type == typeof(byte)) return Of<byte>(Invariant);
        if (type == typeof(uint)) return Of<uint>(Invariant);
        if (type == typeof(ulong)) return Of<ulong>(Invariant);
        if (type == typeof(decimal)) return Of<decimal>(Invariant);
        if (type == typeof(DateTime))
            return Of<DateTime>(time => Text(time, field is not DateTimeDataField { IsAdjustedToUTC: false }));
        return Of<ReadOnlyMemory<char>>(text => text.ToString());

        Task<Func<int, string>> Of<T>(Func<T, string> text)
            where T : struct => ReadAsync(reader, field, count, text, cancellationToken);
    }

    private static async Task<Func<int, string>> ReadAsync<T>(
        ParquetRowGroupReader reader, DataField field, int count, Func<T, string> text, CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T[count];
        if (!field.IsNullable)
        {
            await reader.ReadRawAsync<T>(field, values, null, null, cancellationToken);
            return row => text(values[row]);
        }

        // What there is lies at the front; a row's place there is how many before it have something.
        var levels = new int[count];
        await reader.ReadRawAsync<T>(field, values, levels, null, cancellationToken);
        var next = 0;
        for (var row = 0; row < count; row++) levels[row] = levels[row] == field.MaxDefinitionLevel ? next++ : -1;
        return row => levels[row] < 0 ? string.Empty : text(values[levels[row]]);
    }

    private static string Invariant<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(DateTime time, bool isUtc)
    {
        if (!isUtc) return time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        Span<byte> text = stackalloc byte[32];
        var unix = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return Encoding.ASCII.GetString(text[..CsvText.Time(unix, text)]);
    }
}
