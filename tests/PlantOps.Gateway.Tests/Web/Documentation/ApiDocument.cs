using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PlantOps.Gateway.Tests.Web.Documentation;

/// <summary>The OpenAPI description as a page for people: <c>docs/api.md</c>.</summary>
internal static class ApiDocument
{
    private const string Preamble =
        """
        # API

        Made from the gateway's own description, `/openapi/v1.json`; `UPDATE_DOCS=1 ./tests/run` makes it anew. A running gateway shows the same at `/docs`.

        Base address: `https://GATEWAY:8443`. Trust its CA: `curl http://GATEWAY:8080/ca.crt -o ca.crt`. Where a token is needed, `plantops token create NAME` prints one; send it as `Authorization: Bearer TOKEN`. Times are Unix milliseconds, UTC; a request may also give ISO 8601 with an offset. Every error is `application/problem+json`. `X-Correlation-ID` is taken or made, and returned.

        """;

    public static string Render(JsonElement description)
    {
        var page = new StringBuilder(Preamble);
        foreach (var path in description.GetProperty("paths").EnumerateObject()
            .OrderBy(path => path.Name, StringComparer.Ordinal))
        {
            foreach (var operation in path.Value.EnumerateObject()) Operation(page, path.Name, operation);
        }

        page.Append("\n# Messages\n");
        foreach (var schema in description.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            Schema(page, schema);
        }

        return page.ToString();
    }

    private static void Operation(StringBuilder page, string path, JsonProperty operation)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {operation.Name.ToUpperInvariant()} {path}\n\n");
        if (Text(operation.Value, "summary") is { } summary) page.Append(CultureInfo.InvariantCulture, $"{summary}\n\n");
        if (Text(operation.Value, "description") is { } description)
            page.Append(CultureInfo.InvariantCulture, $"{description}\n\n");
        if (Text(operation.Value, "x-plantops-right") is { } right and not "none")
            page.Append(CultureInfo.InvariantCulture, $"Needs a token with the right `{right}`.\n\n");
        if (operation.Value.TryGetProperty("parameters", out var parameters)) Parameters(page, parameters);
        if (operation.Value.TryGetProperty("requestBody", out var body))
            page.Append(CultureInfo.InvariantCulture, $"Body: {Content(body)}\n\n");
        page.Append("| answer | with |\n|---|---|\n");
        foreach (var response in operation.Value.GetProperty("responses").EnumerateObject())
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| {response.Name} {Text(response.Value, "description")} | {Content(response.Value)} |\n");
        }
    }

    private static void Parameters(StringBuilder page, JsonElement parameters)
    {
        page.Append("| parameter | in | what |\n|---|---|---|\n");
        foreach (var parameter in parameters.EnumerateArray())
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| `{Text(parameter, "name")}` | {Text(parameter, "in")} | {Text(parameter, "description")} |\n");
        }

        page.Append('\n');
    }

    private static void Schema(StringBuilder page, JsonProperty schema)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {schema.Name}\n\n");
        if (Text(schema.Value, "description") is { } description) page.Append(CultureInfo.InvariantCulture, $"{description}\n\n");
        if (!schema.Value.TryGetProperty("properties", out var properties)) return;
        page.Append("| field | type | what |\n|---|---|---|\n");
        foreach (var property in properties.EnumerateObject())
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| `{property.Name}` | {Type(property.Value)} | {Text(property.Value, "description")} |\n");
        }
    }

    private static string Content(JsonElement carrier)
    {
        if (!carrier.TryGetProperty("content", out var content)) return string.Empty;
        var first = content.EnumerateObject().First();
        return first.Value.TryGetProperty("schema", out var schema) ? Type(schema) : $"`{first.Name}`";
    }

    private static string Type(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Link(reference.GetString()!);
        if (schema.TryGetProperty("oneOf", out var choices)) return string.Join(" or ", choices.EnumerateArray().Select(Type));
        if (schema.TryGetProperty("items", out var items)) return "list of " + Type(items);
        if (!schema.TryGetProperty("type", out var type)) return "any";
        return type.ValueKind == JsonValueKind.Array
            ? string.Join(" or ", type.EnumerateArray().Select(t => t.GetString()))
            : type.GetString()!;
    }

    private static string Link(string reference)
    {
        var name = reference[(reference.LastIndexOf('/') + 1)..];
        return $"[{name}](#{name.ToLowerInvariant()})";
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString()!.ReplaceLineEndings(" ") : null;
}
