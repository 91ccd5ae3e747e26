using System.Text;
using System.Text.Json;

namespace PlantOps.Attack.Fuzzing;

/// <summary>Requests to every operation that the gateway documents, nearly right.</summary>
/// <param name="document">Its OpenAPI document.</param>
/// <param name="ids">Of things that are there, to get past the first check.</param>
/// <param name="random">Makes the same requests again.</param>
internal sealed class RequestFuzz(JsonElement document, IReadOnlyList<string> ids, Random random)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private static readonly string[] Texts =
    [
        "", "0", "-1", "1", "9223372036854775807", "99999999999999999999", "NaN", "raw", "1h", "temperature", "temperature,,",
        "2026-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "1760000000000", "-62135596800001", "true", "null", "..",
        "%2e%2e%2f", "a b", "\0", "\u202e",
        "ÿ", "😀", "\ud800", "'; drop table", "${x}", "*", "csv", "parquet", "mail", "http://127.0.0.1:1/", "Europe/Berlin",
        "*/5 * * * *", "22:00",
    ];

    private readonly (string Method, string Path, JsonElement Operation)[] _operations =
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Where(operation => Methods.Contains(operation.Name))
                .Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value))),
    ];

    private readonly JsonFuzz _json = new(random);

    public int Operations => _operations.Length;

    /// <summary>The request and how to say what it was.</summary>
    public (HttpRequestMessage Request, string Described) Next(int number)
    {
        var (method, path, operation) = _operations[number % _operations.Length];
        var target = new StringBuilder();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            target.Append('/').Append(part.StartsWith('{') ? Escape(Id()) : part);
        }
        var separator = '?';
        foreach (var name in QueryOf(operation))
        {
            if (random.Next(3) == 0) continue;
            target.Append(separator).Append(name).Append('=').Append(Escape(random.Of(Texts)));
            separator = '&';
        }

        var request = new HttpRequestMessage(new HttpMethod(method), target.ToString());
        if (random.Next(10) == 0)
        {
            request.Headers.TryAddWithoutValidation("If-Match",
                random.Of(["*", "\"1\"", "W/\"x\"", "\"" + new string('9', 30) + "\"", "x"]));
        }
        if (random.Next(20) == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", random.Of(["text/html", "*/*;q=x", "application/json;v=9"]));
        }
        var body = method is "GET" ? "" : Body(operation);
        var type = method is "GET" ? "" : ContentType(operation);
        if (method is not "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", type } } };
        }
        return (request, $"{method} {target} {type} {(body.Length > 200 ? body[..200] + "…" : body)}");
    }

    private static IEnumerable<string> QueryOf(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString()!)
        : [];

    private static string Escape(string text) =>
        Uri.EscapeDataString(text.Replace('\ud800', '\ufffd')) is "." or ".." ? "%2e"
            : Uri.EscapeDataString(text.Replace('\ud800', '\ufffd'));

    private string Id() => random.Next(3) == 0 ? random.Of(Texts) is { Length: > 0 } text ? text : "x" : random.Of(ids);

    private string ContentType(JsonElement operation) => random.Next(15) == 0
        ? random.Of(["text/plain", "application/x-www-form-urlencoded", "image/jpeg", "application/json; charset=utf-7"])
        : operation.TryGetProperty("requestBody", out var body) && body.TryGetProperty("content", out var content)
            && content.EnumerateObject().Any()
            ? content.EnumerateObject().First().Name.Replace("*/*", "image/png", StringComparison.Ordinal).Replace("image/*",
                "image/png", StringComparison.Ordinal)
            : "application/json";

    private string Body(JsonElement operation)
    {
        if (random.Next(12) == 0) return Encoding.UTF8.GetString(_json.Payload());
        var schema = operation.TryGetProperty("requestBody", out var body) && body.TryGetProperty("content", out var content)
            ? content.EnumerateObject().Select(type => type.Value).FirstOrDefault()
            : default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("schema", out var shape) ? Value(shape, 0)
            : _json.Value();
    }

    private string Value(JsonElement schema, int depth)
    {
        if (random.Next(8) == 0 || depth > 5) return _json.Value();
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            return Value(document.GetProperty("components").GetProperty("schemas").GetProperty(name), depth + 1);
        }

        if (schema.TryGetProperty("enum", out var choices)) return random.Of(choices.EnumerateArray().ToList()).GetRawText();
        if (schema.TryGetProperty("properties", out var properties))
        {
            var fields = properties.EnumerateObject().Where(_ => random.Next(5) > 0)
                .Select(field => $"{JsonSerializer.Serialize(field.Name)}:{Value(field.Value, depth + 1)}");
            return $"{{{string.Join(',', fields)}}}";
        }

        return TypeOf(schema) switch
        {
            "array" when schema.TryGetProperty("items",
            out var items) => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(items, depth + 1)))}]",
            "object" => $$"""{"{{random.Of(ids)}}":{{_json.Value()}}}""",
            "string" =>
                $"\"{JsonEncodedText.Encode(random.Next(2) == 0 ? random.Of(ids) : random.Of(Texts).Replace('\ud800', 'x'))}\"",
            "integer" or "number" => random.Of(["0", "-1", "1", "5", "100", "1e300", "-0.5", "2147483648",
            "9223372036854775808"]),
            "boolean" => random.Of(["true", "false"]),
            _ => _json.Value(),
        };
    }

    private static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null") : type.GetString();
}
