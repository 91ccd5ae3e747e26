using System.Runtime.InteropServices;
using System.Text;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Readings as RFC 4180: UTF-8, a header, lines that end with CR LF. Holds 64 KiB at a time.</summary>
internal sealed class CsvArchiveWriter(Stream output) : IArchiveWriter
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// More than the longest row: names have at most 100 characters and are quoted at worst, numbers at most 24.
    /// </summary>
    private const int MaxRow = 4 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private ArchiveDevice? _device;
    private byte[] _prefix = [];

    public async ValueTask BeginAsync(int days, CancellationToken cancellationToken)
    {
        Put(string.Join(',', ArchiveColumns.All));
        EndRow();
        await FlushAsync(cancellationToken);
    }

    public async ValueTask WriteAsync(ArchiveDevice device, List<Reading> readings, CancellationToken cancellationToken)
    {
        if (device != _device)
        {
            _device = device;
            string[] fields = [device.Id, device.Name ?? "", device.HardwareId ?? ""];
            _prefix = Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => CsvText.Field(field) + ',')));
        }

        for (var next = 0; next < readings.Count;)
        {
            next = WriteSome(readings, next);
            await FlushAsync(cancellationToken);
        }
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken);
        _used = 0;
    }

    // The index of the first reading that is not written yet.
    private int WriteSome(List<Reading> readings, int next)
    {
        var all = CollectionsMarshal.AsSpan(readings);
        while (next < all.Length && _used < BufferBytes - MaxRow - _prefix.Length) WriteRow(in all[next++]);
        return next;
    }

    private void WriteRow(in Reading reading)
    {
        _prefix.CopyTo(_buffer.AsSpan(_used));
        _used += _prefix.Length;
        _used += CsvText.Time(reading.Time, Rest());
        Separate();
        if (reading.Boot >= 0) _used += CsvText.Number(reading.Boot, Rest());
        Separate();
        if (reading.Sequence >= 0) _used += CsvText.Number(reading.Sequence, Rest());
        Separate();
        foreach (var metric in ArchiveColumns.Metrics)
        {
            var value = reading.Values[metric];
            if (!double.IsNaN(value)) _used += CsvText.Value(value, Rest());
            Separate();
        }

        foreach (var metric in ArchiveColumns.Metrics)
        {
            Put(ArchiveWords.Quality(reading, metric));
            Separate();
        }

        Put(ArchiveWords.Origin(reading.Origin));
        EndRow();
    }

    private Span<byte> Rest() => _buffer.AsSpan(_used);

    private void Put(string text) => _used += CsvText.Text(text, Rest());

    private void Separate() => _buffer[_used++] = (byte)',';

    private void EndRow()
    {
        _buffer[_used++] = (byte)'\r';
        _buffer[_used++] = (byte)'\n';
    }
}
