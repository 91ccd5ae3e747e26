using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Readings as Apache Parquet, in row groups of at most <see cref="RowsOfAGroup"/>. Holds one of them, about 15 MB, and a
/// few kilobytes for each that was written, because the format lists them at its end.
/// </summary>
#pragma warning disable CA1001 // What is held is memory.
internal sealed class ParquetArchiveWriter(Stream output) : IArchiveWriter
#pragma warning restore CA1001
{
    /// <summary>Large enough to be read fast; a smaller one would make the list at the end the larger part.</summary>
    public const int RowsOfAGroup = 100_000;

    private readonly ParquetColumns _columns = new();
    private readonly HeldStream _held = new();
    private readonly ParquetBuffers _buffers = new(RowsOfAGroup);
    private readonly Reading[] _readings = new Reading[RowsOfAGroup];
    private readonly ArchiveDevice[] _devices = new ArchiveDevice[RowsOfAGroup];
    private ParquetWriter? _writer;
    private int _rows;

    public async ValueTask BeginAsync(int days, CancellationToken cancellationToken)
    {
        _writer = await ParquetWriter.CreateAsync(_columns.Schema, _held, _columns.Options, cancellationToken: cancellationToken);
        await _held.MoveToAsync(output, cancellationToken);
    }

    public async ValueTask WriteAsync(ArchiveDevice device, List<Reading> readings, CancellationToken cancellationToken)
    {
        for (var next = 0; next < readings.Count;)
        {
            var taken = Math.Min(readings.Count - next, RowsOfAGroup - _rows);
            CollectionsMarshal.AsSpan(readings).Slice(next, taken).CopyTo(_readings.AsSpan(_rows));
            _devices.AsSpan(_rows, taken).Fill(device);
            next += taken;
            _rows += taken;
            if (_rows == RowsOfAGroup) await WriteGroupAsync(cancellationToken);
        }
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_rows > 0) await WriteGroupAsync(cancellationToken);
        await _writer!.DisposeAsync();
        await _held.MoveToAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        using (var group = _writer!.CreateRowGroup())
        {
            await TextAsync(group, _columns.DeviceId, row => _devices[row].Id, cancellationToken);
            await TextAsync(group, _columns.DeviceName, row => _devices[row].Name, cancellationToken);
            await TextAsync(group, _columns.HardwareId, row => _devices[row].HardwareId, cancellationToken);
            await TimesAsync(group, cancellationToken);
            await NumbersAsync(group, _columns.Boot, row => _readings[row].Boot, cancellationToken);
            await NumbersAsync(group, _columns.Sequence, row => _readings[row].Sequence, cancellationToken);
            foreach (var metric in ArchiveColumns.Metrics) await ValuesAsync(group, metric, cancellationToken);
            foreach (var metric in ArchiveColumns.Metrics)
            {
                await TextAsync(group, _columns.Qualities[(int)metric], row => ArchiveWords.Quality(_readings[row], metric),
                    cancellationToken);
            }

            await TextAsync(group, _columns.Origin, row => ArchiveWords.Origin(_readings[row].Origin), cancellationToken);
            group.CompleteValidate();
        }

        _rows = 0;
        await _held.MoveToAsync(output, cancellationToken);
    }

    private Task TextAsync(
        ParquetRowGroupWriter group, DataField field, Func<int, string?> text, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var row = 0; row < _rows; row++)
        {
            var some = text(row);
            if (_buffers.Mark(row, !string.IsNullOrEmpty(some))) _buffers.Text[count++] = some.AsMemory();
        }

        return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
            field, _buffers.Text.AsMemory(0, count), Levels(field), null, cancellationToken);
    }

    private Task TimesAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        for (var row = 0; row < _rows; row++) _buffers.Times[row] = DateTime.UnixEpoch.AddMilliseconds(_readings[row].Time);
        return group.WriteAllPartsAsync<DateTime>(
            _columns.Time, _buffers.Times.AsMemory(0, _rows), null, null, cancellationToken);
    }

    private Task NumbersAsync(
        ParquetRowGroupWriter group, DataField field, Func<int, long> number, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var row = 0; row < _rows; row++)
        {
            var value = number(row);
            if (_buffers.Mark(row, value >= 0)) _buffers.Numbers[count++] = value;
        }

        return group.WriteAllPartsAsync<long>(field, _buffers.Numbers.AsMemory(0, count), Levels(field), null, cancellationToken);
    }

    private Task ValuesAsync(ParquetRowGroupWriter group, Metric metric, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var row = 0; row < _rows; row++)
        {
            var value = _readings[row].Values[metric];
            if (_buffers.Mark(row, !double.IsNaN(value))) _buffers.Values[count++] = value;
        }

        return group.WriteAllPartsAsync<double>(
            _columns.Values[(int)metric], _buffers.Values.AsMemory(0, count), Levels(_columns.Values[(int)metric]), null,
            cancellationToken);
    }

    private ReadOnlyMemory<int>? Levels(DataField field) =>
        field.IsNullable ? new ReadOnlyMemory<int>(_buffers.Levels, 0, _rows) : (ReadOnlyMemory<int>?)null;
}
