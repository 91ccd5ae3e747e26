using System.Buffers.Text;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Makes readings of a record whose columns each have one thing: a time, a device, a metric.</summary>
internal sealed class TableFields : ITableRow
{
    private const int MaxWord = 16;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ColumnBinding _binding;
    private readonly ImportContext _context;
    private readonly ImportTime _times;
    private readonly bool _decimalComma;
    private readonly int _id;
    private readonly int _name;
    private readonly int _hardwareId;
    private readonly int _time;
    private readonly int _date;
    private readonly int _boot;
    private readonly int _sequence;
    private readonly int _origin;
    private readonly ValueField[] _first;
    private readonly ValueField[] _further;
    private readonly (Metric Metric, int Field)[] _qualitiesAlone;
    private readonly bool _isAirJudged;
    private readonly ArchiveDevices _devices = new();
    private readonly List<(int Place, string Reason)> _badCells = [];
    private readonly SourceReading _mapped = new();
    private ArchiveDevice? _last;
    private byte[] _lastId = [];
    private int _place;
    private int _values;

    public TableFields(ColumnBinding binding, ImportContext context, bool decimalComma)
    {
        (_binding, _context, _decimalComma) = (binding, context, decimalComma);
        _times = new ImportTime(context.Options.Zone, context.Options.DateOrder);
        _id = context.Options.Device is null ? binding.Of(ColumnRoles.Device) : -1;
        _name = binding.Of(ArchiveColumns.DeviceName);
        _hardwareId = binding.Of(ArchiveColumns.HardwareId);
        _time = binding.Of(ColumnRoles.Time);
        _date = binding.Of(ColumnRoles.Date);
        _boot = binding.Of(ArchiveColumns.Boot);
        _sequence = binding.Of(ArchiveColumns.Sequence);
        _origin = binding.Of(ArchiveColumns.Origin);
        _first = [.. binding.Values.Where(value => value.Target.Channel == SoilChannels.First)];
        _further = [.. binding.Values.Where(value => value.Target.Channel != SoilChannels.First)];
        _qualitiesAlone =
        [
            .. ArchiveColumns.Metrics.Where(metric => _first.All(value => value.Target.Metric != metric))
                .Select(metric => (metric, binding.Of(ArchiveColumns.Quality(metric))))
                .Where(quality => quality.Item2 >= 0),
        ];
        _isAirJudged = binding.Of(ArchiveColumns.Quality(Metric.Temperature)) < 0
            && binding.Of(ArchiveColumns.Quality(Metric.Humidity)) < 0;
    }

    public void Read(TextRecord record, ArchiveRows rows)
    {
        long time = 0, boot = Reading.NoIdentity, sequence = Reading.NoIdentity;
        var values = MetricValues.None;
        var qualities = default(MetricQualities);
        var origin = TimeOrigin.Device;
        _badCells.Clear();
        _values = 0;
        var error = Device(record)
            ?? Time(record, ref time)
            ?? Identity(record, _boot, ref boot)
            ?? Identity(record, _sequence, ref sequence)
            ?? Values(record, ref values, ref qualities)
            ?? Origin(record, ref origin);
        if (error is not null)
        {
            rows.Bad.Add(new BadRow(Place(record, _place), error));
            return;
        }

        var first = new Reading(time, boot, sequence, values, qualities, origin);
        var before = rows.Good.Count;
        var isKept = (_values > 0 && _last is not null) || (_binding.IsOwn && _badCells.Count == 0);
        if (isKept) rows.Good.Add(new ArchiveRow(_last!, first));
        if (_further.Length > 0) Further(record, first, rows);
        if (_binding.Mapped.Length > 0) Mapped(record, time, rows);
        End(record, rows, rows.Good.Count > before);
    }

    // What cannot be read costs its row only where nothing else is left of it.
    private void End(TextRecord record, ArchiveRows rows, bool isSomething)
    {
        if (!isSomething && _badCells.Count > 0)
        {
            rows.Bad.Add(new BadRow(Place(record, _badCells[0].Place), _badCells[0].Reason));
            return;
        }

        if (!isSomething) rows.Empty++;
        foreach (var (place, reason) in _badCells) rows.Cells.Add(new BadRow(Place(record, place), reason));
    }

    private string? Device(TextRecord record)
    {
        if (_id < 0)
        {
            if (_context.Options.Device is { } all) _last ??= _devices.Get(all, null, null, out _);
            return null;
        }

        _place = _id;
        if (_last is not null && record[_id].SequenceEqual(_lastId)) return null;
        _last = null;
        try
        {
            var id = _context.IdOf(Text(record, _id)!);
            var device = _devices.Get(id, Text(record, _name), Text(record, _hardwareId), out var problem);
            if (device is null)
            {
                _place = _binding.Of(problem.Column);
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

    private string? Text(TextRecord record, int field)
    {
        if (field < 0) return null;
        _place = field;
        var text = Strict.GetString(record[field]);
        return record.IsQuoted(field) ? FormulaGuard.Unguard(text) : text;
    }

    private string? Time(TextRecord record, ref long time)
    {
        _place = _time >= 0 ? _time : _date;
        var error = _date < 0
            ? _times.Read(record[_time], out time)
            : _times.Read($"{Plain(record, _date)} {Plain(record, _time)}", out time);
        return error ?? ArchiveChecks.Time(time, _context.Latest);
    }

    private static string Plain(TextRecord record, int field) =>
        field < 0 ? string.Empty : Encoding.UTF8.GetString(record[field]).Trim();

    private string? Identity(TextRecord record, int field, ref long value)
    {
        _place = field;
        if (field < 0 || record[field].IsEmpty) return null;
        var text = record[field];
        var isNumber = Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
        return ArchiveChecks.Identity(isNumber ? value : Reading.NoIdentity);
    }

    private string? Values(TextRecord record, ref MetricValues values, ref MetricQualities qualities)
    {
        foreach (ref readonly var field in _first.AsSpan())
        {
            var isMissing = !Value(record, field, out var value);
            values[(int)field.Target.Metric] = value;
            if (Quality(record, field.Target.Metric, field.Quality, value, isMissing, ref qualities, ref _place) is { } error)
                return error;
        }

        foreach (var (metric, field) in _qualitiesAlone)
        {
            if (Quality(record, metric, field, double.NaN, false, ref qualities, ref _place) is { } error) return error;
        }

        if (_isAirJudged) qualities = ArchiveChecks.JudgeAir(values, qualities);
        return null;
    }

    // Whether there is a number, or nothing at all.
    private bool Value(TextRecord record, in ValueField field, out double value)
    {
        value = double.NaN;
        var text = record[field.Field];
        if (text.IsEmpty) return true;
        if (!ImportNumber.TryRead(text, _decimalComma, out value))
        {
            _badCells.Add((field.Field, NoNumber(text)));
            value = double.NaN;
            return false;
        }

        if (double.IsNaN(value)) return false;
        value = field.Change.Apply(value);
        _values++;
        return true;
    }

    private static string? Quality(
        TextRecord record, Metric metric, int field, double value, bool isMissing, ref MetricQualities qualities, ref int place)
    {
        if (field >= 0 && record[field].SequenceEqual("ok"u8) && !isMissing) return null;
        var quality = field >= 0
            ? ArchiveWords.ParseQuality(Word(record[field], stackalloc char[MaxWord]))
            : ArchiveChecks.Judge(metric, value);
        if (quality is not { } known)
        {
            place = field;
            return $"'{Shown(record[field])}' is no quality.";
        }

        if (isMissing && known == Contracts.Telemetry.Quality.Ok) known = Contracts.Telemetry.Quality.Missing;
        qualities = qualities.With(metric, known);
        return null;
    }

    // A further soil probe is kept as a device beside would be: with the same air and its own soil.
    private void Further(TextRecord record, in Reading first, ArchiveRows rows)
    {
        for (var channel = SoilChannels.First + 1; channel <= SoilChannels.Most; channel++)
        {
            var (values, qualities, before) = (first.Values, first.Qualities, _values);
            foreach (var metric in ArchiveColumns.Metrics.Where(Metrics.IsOfSoil))
            {
                values[(int)metric] = double.NaN;
                qualities = qualities.With(metric, Contracts.Telemetry.Quality.Ok);
            }

            foreach (ref readonly var field in _further.AsSpan())
            {
                if (field.Target.Channel != channel) continue;
                var isMissing = !Value(record, field, out var value);
                values[(int)field.Target.Metric] = value;
                Quality(record, field.Target.Metric, -1, value, isMissing, ref qualities, ref _place);
            }

            if (_values == before) continue;
            var id = ArchiveIds.Of(ArchiveIds.Split(_last!.Id).Device, channel);
            var device = _devices.Get(id, _last.Name, _last.HardwareId, out _)!;
            rows.Good.Add(new ArchiveRow(device, first with { Values = values, Qualities = qualities }));
        }
    }

    private void Mapped(TextRecord record, long time, ArchiveRows rows)
    {
        foreach (var (field, source) in _binding.Mapped)
        {
            var text = record[field];
            if (!ImportNumber.TryRead(text, _decimalComma, out var value)) _badCells.Add((field, NoNumber(text)));
            if (double.IsNaN(value)) continue;
            source.Note(value);
            _mapped.Add(source, time, value);
        }

        _mapped.MoveTo(rows);
    }

    private string? Origin(TextRecord record, ref TimeOrigin origin)
    {
        _place = _origin;
        if (_place < 0) return null;
        if (ArchiveWords.ParseOrigin(Word(record[_place], stackalloc char[MaxWord])) is not { } known)
            return $"'{Shown(record[_place])}' is no origin of a time.";
        origin = known;
        return null;
    }

    private string Place(TextRecord record, int field) =>
        $"{record}, column {field + 1} ({ArchiveChecks.Shown(_binding.Columns[field])})";

    private string NoNumber(ReadOnlySpan<byte> text) => ImportNumber.HasDecimalComma(text) && !_decimalComma
        ? $"'{Shown(text)}' is not a number. If it has a decimal comma, say so with --decimal-comma."
        : $"'{Shown(text)}' is not a number.";

    // What is too long for a word is none, and neither is a question mark.
    private static ReadOnlySpan<char> Word(ReadOnlySpan<byte> text, Span<char> into) =>
        text.Length > into.Length ? "?" : into[..Encoding.ASCII.GetChars(text, into)];

    private static string Shown(ReadOnlySpan<byte> text) => ArchiveChecks.Shown(Encoding.UTF8.GetString(text));
}
