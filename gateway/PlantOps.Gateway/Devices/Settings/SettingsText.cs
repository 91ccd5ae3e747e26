using System.Globalization;
using System.Text.Json.Nodes;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What a setting can be.</summary>
internal enum ValueKind
{
    WholeNumber,
    Number,
    Flag,
    Text,
}

/// <summary>A setting that can be typed as <c>name=value</c>.</summary>
/// <param name="Name">On the wire; one of a group has the group's name and a dot before it.</param>
/// <param name="Kind">What it can be.</param>
/// <param name="Meaning">What it is, with unit and range.</param>
internal sealed record NamedValue(string Name, ValueKind Kind, string Meaning);

/// <summary>Settings as they are typed, <c>interval_s=300</c>.</summary>
internal static class SettingsText
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>What is wrong with a change; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(string change, IReadOnlyList<NamedValue> known)
    {
        var parts = change.Split('=', 2);
        if (parts is not [{ Length: > 0 } name, var value])
            return $"'{change}' is not of the form NAME=VALUE.{Environment.NewLine}{List(known)}";
        if (known.FirstOrDefault(setting => setting.Name == name) is not { } found)
            return $"There is no '{name}'.{NearestWord.Hint(name, known.Select(setting => setting.Name))}{Environment.NewLine}{List(known)}";
        if (Value(value, found.Kind) is not null) return null;
        return $"{name}: '{value}' is {Not(found.Kind)}. It is: {found.Meaning}.";
    }

    /// <param name="changes">Without a problem.</param>
    /// <param name="known">What can be changed.</param>
    public static StringContent ToJson(IEnumerable<string> changes, IReadOnlyList<NamedValue> known)
    {
        var root = new JsonObject();
        foreach (var change in changes)
        {
            var parts = change.Split('=', 2);
            var (name, value) = (parts[0], Value(parts[1], known.First(setting => setting.Name == parts[0]).Kind));
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                root[name] = value;
                continue;
            }

            if (root[name[..dot]] is not JsonObject inner) root[name[..dot]] = inner = [];
            inner[name[(dot + 1)..]] = value;
        }

        return new StringContent(root.ToJsonString(), null, "application/json");
    }

    private static string List(IReadOnlyList<NamedValue> known) =>
        "There are:" + string.Concat(known.Select(setting => $"{Environment.NewLine}  {setting.Name,-18}{setting.Meaning}"));

    private static string Not(ValueKind kind) => kind switch
    {
        ValueKind.WholeNumber => "no whole number, without a unit",
        ValueKind.Number => "no number, without a unit",
        ValueKind.Flag => "neither true nor false",
        _ => "empty",
    };

    private static JsonValue? Value(string text, ValueKind kind) => kind switch
    {
        ValueKind.WholeNumber =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : null,
        ValueKind.Number =>
            double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonValue.Create(number)
                : null,
        ValueKind.Flag => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
        _ => text.Length > 0 ? JsonValue.Create(text) : null,
    };
}
