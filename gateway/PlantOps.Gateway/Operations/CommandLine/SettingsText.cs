using System.Globalization;
using System.Text.Json.Nodes;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>Settings as they are typed, <c>interval_s=300</c>.</summary>
internal static class SettingsText
{
    public static StringContent ToJson(IEnumerable<string> changes)
    {
        var root = new JsonObject();
        foreach (var change in changes)
        {
            var parts = change.Split('=', 2);
            var (name, value) = (parts[0], parts[1]);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                root[name] = Value(value);
                continue;
            }

            if (root[name[..dot]] is not JsonObject inner) root[name[..dot]] = inner = [];
            inner[name[(dot + 1)..]] = Value(value);
        }

        return new StringContent(root.ToJsonString(), null, "application/json");
    }

    private static JsonValue Value(string text) =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
