using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Makes readings of a record that has one value and says of what: an entity's state.</summary>
internal sealed class SourceFields(ColumnBinding binding, ImportContext context, bool decimalComma) : ITableRow
{
    private readonly ImportTime _times = new(context.Options.Zone, context.Options.DateOrder);
    private readonly int _source = binding.Of(ColumnRoles.Source);
    private readonly int _value = binding.Of(ColumnRoles.Value);
    private readonly int _unit = binding.Of(ColumnRoles.Unit);
    private readonly int _device = binding.Of(ColumnRoles.Device);
    private readonly int _time = binding.Of(ColumnRoles.Time);
    private ImportSource? _last;
    private byte[] _lastName = [];

    public void Read(TextRecord record, ArchiveRows rows)
    {
        var name = record[_source];
        if (_last is null || _device >= 0 || !name.SequenceEqual(_lastName))
        {
            if (name.Length is 0 or > ImportSources.MaxNameLength)
            {
                rows.Bad.Add(Bad(record, _source, $"It is no name of 1 to {ImportSources.MaxNameLength} characters."));
                return;
            }

            (_last, _lastName) = (Source(record), name.ToArray());
        }

        var text = record[_value];
        var isNumber = ImportNumber.TryRead(text, decimalComma, out var value);
        if (isNumber && !double.IsNaN(value)) _last.Note(value);
        if (_last.Target is not { } target) return;
        if (_times.Read(record[_time], out var time) is { } wrong
            || (wrong = ArchiveChecks.Time(time, context.Latest)) is not null)
        {
            rows.Bad.Add(Bad(record, _time, wrong));
            return;
        }

        if (!isNumber)
            rows.Cells.Add(Bad(record, _value, $"'{ArchiveChecks.Shown(Encoding.UTF8.GetString(text))}' is not a number."));
        else if (double.IsNaN(value)) rows.Empty++;
        else rows.Good.Add(new ArchiveRow(_last.Device!, SourceReading.Of(time, target.Metric, _last.Change.Apply(value))));
    }

    // Where a row names its device as well, its source is a source of that device.
    private ImportSource Source(TextRecord record)
    {
        var name = Encoding.UTF8.GetString(record[_source]).Trim();
        var unit = _unit < 0 ? null : Encoding.UTF8.GetString(record[_unit]).Trim();
        if (_device < 0) return context.Sources.Get(name, null, unit);
        var device = context.IdOf(Encoding.UTF8.GetString(record[_device]));
        return context.Sources.Get($"{device}/{name}", ArchiveIds.IsValid(device) ? device : null, unit);
    }

    private BadRow Bad(TextRecord record, int field, string reason) =>
        new($"{record}, column {field + 1} ({ArchiveChecks.Shown(binding.Columns[field])})", reason);
}
