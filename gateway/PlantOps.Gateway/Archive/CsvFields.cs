using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Archive;

/// <summary>Makes a reading of a record's fields.</summary>
internal sealed class CsvFields(string[] columns, long latest)
{
    private const int MaxWord = 16;
    private const NumberStyles NumberForm = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly int _id = Array.IndexOf(columns, ArchiveColumns.DeviceId);
    private readonly int _name = Array.IndexOf(columns, ArchiveColumns.DeviceName);
    private readonly int _hardwareId = Array.IndexOf(columns, ArchiveColumns.HardwareId);
    private readonly int _time = Array.IndexOf(columns, ArchiveColumns.Time);
    private readonly int _boot = Array.IndexOf(columns, ArchiveColumns.Boot);
    private readonly int _sequence = Array.IndexOf(columns, ArchiveColumns.Sequence);
    private readonly int _origin = Array.IndexOf(columns, ArchiveColumns.Origin);
    private readonly int[] _values = [.. ArchiveColumns.Metrics.Select(metric => Array.IndexOf(columns, Metrics.Name(metric)))];
    private readonly int[] _qualities = [.. ArchiveColumns.Metrics.Select(metric => Array.IndexOf(columns, ArchiveColumns.Quality(metric)))];
    private readonly ArchiveDevices _devices = new();
    private ArchiveDevice? _last;
    private byte[] _lastId = [];
    private int _place;

    /// <summary>The row; else what is wrong, and with which field.</summary>
    public string? Read(CsvRecords record, out ArchiveRow row, out int place)
    {
        row = default;
        long time = 0, boot = Reading.NoIdentity, sequence = Reading.NoIdentity;
        var values = MetricValues.None;
        var qualities = default(MetricQualities);
        var origin = TimeOrigin.Device;
        var error = Device(record)
            ?? Time(record, ref time)
            ?? Identity(record, _boot, ref boot)
            ?? Identity(record, _sequence, ref sequence)
            ?? Values(record, ref values)
            ?? Qualities(record, in values, ref qualities)
            ?? Origin(record, ref origin);
        place = _place;
        if (error is null) row = new ArchiveRow(_last!, new Reading(time, boot, sequence, values, qualities, origin));
        return error;
    }

    private string? Device(CsvRecords record)
    {
        _place = _id;
        if (_last is not null && record[_id].SequenceEqual(_lastId)) return null;
        _last = null;
        try
        {
            var device = _devices.Get(Text(record, _id)!, Text(record, _name), Text(record, _hardwareId), out var problem);
            if (device is null)
            {
                _place = Array.IndexOf(columns, problem.Column);
                return problem.Reason;
            }

            (_last, _lastId) = (device, record[_id].ToArray());
            return null;
        }
        catch (DecoderFallbackException)
        {
            return "It is not UTF-8.";
        }
    }

    private string? Text(CsvRecords record, int field)
    {
        if (field < 0) return null;
        _place = field;
        var text = Strict.GetString(record[field]);
        return record.IsQuoted(field) ? FormulaGuard.Unguard(text) : text;
    }

    private string? Time(CsvRecords record, ref long time)
    {
        _place = _time;
        var text = record[_time];
        if (!CsvText.TryReadTime(text, out time))
        {
            if (RequestTime.Parse(Encoding.UTF8.GetString(text)) is not { } other)
            {
                return $"'{Shown(text)}' is neither ISO 8601 with an offset, like 2026-05-01T08:00:00.000Z, nor Unix milliseconds.";
            }

            time = other;
        }

        return ArchiveChecks.Time(time, latest);
    }

    private string? Identity(CsvRecords record, int field, ref long value)
    {
        _place = field;
        if (field < 0 || record[field].IsEmpty) return null;
        var text = record[field];
        var isNumber = Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
        return ArchiveChecks.Identity(isNumber ? value : Reading.NoIdentity);
    }

    private string? Values(CsvRecords record, ref MetricValues values)
    {
        for (var metric = 0; metric < _values.Length; metric++)
        {
            _place = _values[metric];
            if (_place < 0 || record[_place].IsEmpty) continue;
            if (!double.TryParse(record[_place], NumberForm, CultureInfo.InvariantCulture, out values[metric]))
            {
                return $"'{Shown(record[_place])}' is not a number.";
            }

            if (ArchiveChecks.Value(values[metric]) is { } error) return error;
        }

        return null;
    }

    private string? Qualities(CsvRecords record, in MetricValues values, ref MetricQualities qualities)
    {
        Span<char> word = stackalloc char[MaxWord];
        foreach (var metric in ArchiveColumns.Metrics)
        {
            _place = _qualities[(int)metric];
            if (_place >= 0 && record[_place].SequenceEqual("ok"u8)) continue;
            var quality = _place < 0 ? ArchiveChecks.Judge(metric, values[metric]) : ArchiveWords.ParseQuality(Word(record[_place], word));
            if (quality is not { } known) return $"'{Shown(record[_place])}' is no quality.";
            qualities = qualities.With(metric, known);
        }

        return null;
    }

    private string? Origin(CsvRecords record, ref TimeOrigin origin)
    {
        _place = _origin;
        if (_place < 0) return null;
        if (ArchiveWords.ParseOrigin(Word(record[_place], stackalloc char[MaxWord])) is not { } known)
            return $"'{Shown(record[_place])}' is no origin of a time.";
        origin = known;
        return null;
    }

    // What is too long for a word is none, and neither is a question mark.
    private static ReadOnlySpan<char> Word(ReadOnlySpan<byte> text, Span<char> into) =>
        text.Length > into.Length ? "?" : into[..Encoding.ASCII.GetChars(text, into)];

    private static string Shown(ReadOnlySpan<byte> text) => ArchiveChecks.Shown(Encoding.UTF8.GetString(text));
}
