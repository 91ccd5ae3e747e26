using System.Globalization;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>A column with values.</summary>
/// <param name="Field">Which, from 0.</param>
/// <param name="Target">What it has values of.</param>
/// <param name="Change">From its unit.</param>
/// <param name="Quality">The column that says how far each can be trusted; −1 where none does.</param>
internal readonly record struct ValueField(int Field, MetricTarget Target, UnitChange Change, int Quality);

/// <summary>A column of a table.</summary>
/// <param name="Name">As the header has it.</param>
/// <param name="Role">What it is; <see langword="null"/> where it is left out or nobody knows.</param>
/// <param name="Guess">What its name says that it may be.</param>
internal sealed record TableColumn(string Name, string? Role, string? Guess);

/// <summary>Which column of a table is what.</summary>
internal sealed class ColumnBinding
{
    private readonly Dictionary<string, int> _byRole = [];

    private ColumnBinding(string[] columns) => Columns = columns;

    public string[] Columns { get; }

    /// <summary>Whether the table has what export writes, and nothing else.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Whether each row has one value and says of what.</summary>
    public bool IsOfSources => Of(ColumnRoles.Source) >= 0;

    public ValueField[] Values { get; private set; } = [];

    /// <summary>Columns that are mapped to a metric of a device each: one table of several devices.</summary>
    public (int Field, ImportSource Source)[] Mapped { get; private set; } = [];

    /// <summary>The column of a role; −1 where there is none.</summary>
    public int Of(string role) => _byRole.GetValueOrDefault(role, -1);

    /// <summary>Whether a column is anything.</summary>
    public bool IsBound(int field) => _byRole.ContainsValue(field);

    /// <summary>Binds columns; what is wrong is in <paramref name="problem"/>.</summary>
    /// <param name="columns">As the header names them.</param>
    /// <param name="preset">What columns of this kind of file are, by lower-case name.</param>
    /// <param name="context">What is said about them.</param>
    /// <param name="problem">Why they cannot be bound, or <see langword="null"/>.</param>
    public static ColumnBinding Of(
        string[] columns, IReadOnlyDictionary<string, string>? preset, ImportContext context, out string? problem)
    {
        var binding = new ColumnBinding(columns);
        problem = binding.Bind(preset, context) ?? binding.Check(context.Options) ?? binding.BindValues(context.Options);
        context.NoteColumns(columns.Select(
            (name, field) => new TableColumn(name, binding.RoleOf(field), ColumnRoles.Guess(name))));
        return binding;
    }

    private string? RoleOf(int field) => _byRole.FirstOrDefault(bound => bound.Value == field).Key;

    private string? Bind(IReadOnlyDictionary<string, string>? preset, ImportContext context)
    {
        var said = new Dictionary<int, string>();
        foreach (var (role, column) in context.Options.Columns)
        {
            var field = FieldOf(column);
            if (field < 0) return $"There is no column '{ArchiveChecks.Shown(column)}'. There are {Shown(Columns)}.";
            if (!said.TryAdd(field, ColumnRoles.Parse(role)!))
                return $"The column '{ArchiveChecks.Shown(column)}' is to be two things.";
        }

        Mapped = [.. MappedColumns(said, context)];
        IsOwn = said.Count == 0 && preset is null && Mapped.Length == 0;
        for (var field = 0; field < Columns.Length; field++)
        {
            if (Mapped.Any(mapped => mapped.Field == field)) continue;
            var name = Columns[field];
            var role = said.GetValueOrDefault(field)
                ?? (said.ContainsValue(ColumnRoles.OfName(name) ?? string.Empty) ? ColumnRoles.Nothing : null)
                ?? preset?.GetValueOrDefault(name.Trim().ToLowerInvariant())
                ?? (context.Options.NoHeader ? null : ColumnRoles.OfName(name));
            if (role is null && name.Length == 0 && field == Columns.Length - 1) role = ColumnRoles.Nothing;
            if (role is null && said.Count == 0 && preset is null && Mapped.Length == 0) return Unknown(name);
            IsOwn &= role is not null && ArchiveColumns.All.Contains(role);
            if (role is null or ColumnRoles.Nothing) context.Ignore(name);
            else if (!_byRole.TryAdd(role, field)) return $"The column '{ArchiveChecks.Shown(name)}' is there twice.";
        }

        return null;
    }

    // A column that the map names is a source of its own.
    private IEnumerable<(int Field, ImportSource Source)> MappedColumns(Dictionary<int, string> said, ImportContext context)
    {
        for (var field = 0; field < Columns.Length; field++)
        {
            var name = Columns[field].Trim();
            var isMapped = context.Options.Map.GetValueOrDefault(name)?.Contains('/', StringComparison.Ordinal) == true;
            if (said.ContainsKey(field) || !isMapped) continue;
            yield return (field, context.Sources.Get(name, null, UnitChange.UnitOf(name)));
        }
    }

    private string? Check(ImportOptions options)
    {
        if (Of(ColumnRoles.Time) < 0 && Of(ColumnRoles.Date) < 0)
        {
            var hint = Hint(ColumnRoles.Time, Columns.FirstOrDefault(name => ColumnRoles.Guess(name) == ColumnRoles.Time));
            return $"The columns '{ColumnRoles.Device}' and '{ColumnRoles.Time}' must be there: no column is the time. {hint} "
                + $"There are {Shown(Columns)}.";
        }

        if (IsOfSources) return Of(ColumnRoles.Value) < 0 ? $"No column is the value. {Hint(ColumnRoles.Value, null)}" : null;
        if (Of(ColumnRoles.Device) >= 0 || options.Device is not null || Mapped.Length > 0) return null;
        return $"The columns '{ColumnRoles.Device}' and '{ColumnRoles.Time}' must be there: no column says whose readings they "
            + "are. Say it with --device ID, or which column does with --column device_id=COLUMN.";
    }

    private string? BindValues(ImportOptions options)
    {
        if (IsOfSources) return null;
        var values = new List<ValueField>();
        foreach (var (role, field) in _byRole)
        {
            if (MetricTarget.Parse(role) is not { } target) continue;
            var name = Columns[field];
            var unit = options.Units.GetValueOrDefault(role) ?? options.Units.GetValueOrDefault(name.Trim());
            var change = unit is null
                ? UnitChange.OfName(name, target.Metric) ?? UnitChange.None
                : UnitChange.Parse(unit, target.Metric);
            if (change is not { } known)
                return $"'{ArchiveChecks.Shown(unit!)}' is no unit of {role}. {UnitChange.Expected}";
            if (known.Instead is { } other) target = target with { Metric = other };
            values.Add(new ValueField(field, target, known, target.Channel == SoilChannels.First ? Of(role + "_quality") : -1));
        }

        Values = [.. values.OrderBy(value => value.Target.Metric).ThenBy(value => value.Target.Channel)];
        if (values.GroupBy(value => value.Target).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"Two columns are {twice.Key.Name}.";
        var isOfNobody = Of(ColumnRoles.Device) < 0 && options.Device is null;
        if (isOfNobody && values.Count > 0) return "Some columns are of no device: say whose they are with --device ID.";
        if (values.Count > 0 || Mapped.Length > 0) return null;
        var metrics = string.Join(", ", ArchiveColumns.Metrics.Select(Metrics.Name));
        return "There is no column with a metric. " + Suggestions("Say which has one with --column METRIC=COLUMN.")
            + $" Metrics are {metrics}.";
    }

    private string Unknown(string name) =>
        $"There is no column '{ArchiveChecks.Shown(name)}' that could be kept. "
        + Suggestions("Say what columns are with --column; what is not named is then left out.")
        + $" What a column can be: {ColumnRoles.Listed}.{SeparatorHint()}";

    // As the options would be that somebody has to type.
    private string Suggestions(string otherwise)
    {
        var roles = new HashSet<string>();
        var options = new List<string>();
        foreach (var name in Columns)
        {
            if (ColumnRoles.Guess(name) is { } role && !_byRole.ContainsKey(role) && roles.Add(role))
                options.Add($"--column {role}={Quoted(name)}");
        }

        if (Columns[0].Length == 0 && !_byRole.ContainsKey(ColumnRoles.Time) && roles.Add(ColumnRoles.Time))
            options.Insert(0, $"--column {ColumnRoles.Time}=#1");
        return options.Count == 0
            ? $"{otherwise} There are {Shown(Columns)}."
            : $"{otherwise} Perhaps {string.Join(' ', options)}. There are {Shown(Columns)}.";
    }

    private string SeparatorHint() =>
        Columns.Length == 1 && Columns[0].IndexOfAny([';', '\t', '|', ',']) >= 0
            ? " It looks as if fields are separated by something else: say by what with --separator."
            : string.Empty;

    private static string Hint(string role, string? column) =>
        $"Say which is with --column {role}={(column is null ? "COLUMN" : Quoted(column))}.";

    private static string Quoted(string name)
    {
        var shown = ArchiveChecks.Shown(name.Trim());
        return shown.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '#') ? shown : $"'{shown}'";
    }

    private static string Shown(string[] columns)
    {
        const int MaxShown = 30;
        var shown = string.Join(", ", columns.Take(MaxShown).Select(name => ArchiveChecks.Shown(name.Trim())));
        return columns.Length > MaxShown ? $"{shown} and {columns.Length - MaxShown} others" : shown;
    }

    private int FieldOf(string column)
    {
        var exact = Array.IndexOf(Columns, column);
        if (exact < 0)
            exact = Array.FindIndex(Columns, name => name.Trim().Equals(column.Trim(), StringComparison.OrdinalIgnoreCase));
        if (exact >= 0 || !column.StartsWith('#')) return exact;
        var isNumber = int.TryParse(column.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= 1 && number <= Columns.Length ? number - 1 : -1;
    }
}
