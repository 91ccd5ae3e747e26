using System.Text;
using System.Text.Json;
using PlantOps.Attack.Targets;

namespace PlantOps.Attack.Fuzzing;

/// <summary>JSON that is nearly right: samples of the contract with other values, other names, more or less of them.</summary>
internal sealed class JsonFuzz(Random random)
{
    private static readonly byte[][] Samples =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "wire"),
            "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "-1", "1e308", "-1e400", "1E-400", "9007199254740993", "18446744073709551616",
        "-9223372036854775809",
        "0.1e", "01", "NaN", "Infinity", "\"\"", "\"NaN\"", "\"21,5\"", "\"1e5\"", "[]", "{}", "[[[[[]]]]]", "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00x\"", "\"\u202e\u200b\"", "\"\\u001b[31m\"", "1760000000000", "99999999999999", "-62135596800001",
        "253402300800000",
    ];

    private static readonly string[] Names =
        ["temperature", "seq", "boot", "readings", "quality", "ts", "age_ms", "soil_moisture_4", "", "\\ud800", "a\\u0000b",
        "version", "state", "id"];

    /// <summary>A payload for a device's topic.</summary>
    public byte[] Payload() => random.Next(20) switch
    {
        0 => Mutation.Noise(random, 512),
        1 => Encoding.UTF8.GetBytes(Nested(random.Next(1, 3_000))),
        2 => Encoding.UTF8.GetBytes(Batch(random.Next(1, 400))),
        < 9 => Mutation.Of(random.Of(Samples), random),
        _ => Replaced(random.Of(Samples)),
    };

    /// <summary>A text where one is expected, and a little that is none.</summary>
    public string Value() => random.Next(6) switch
    {
        0 => JsonEncodedText.Encode(GatewayLog.Forgery) is var forged ? $"\"{forged}\"" : "",
        1 => $"\"{new string((char)random.Next('!', '~'), random.Next(1, 2_000)).Replace('"', '\'').Replace('\\', '/')}\"",
        2 => $"\"{JsonEncodedText.Encode(Encoding.Latin1.GetString(Mutation.Noise(random, 40)))}\"",
        _ => random.Of(Values),
    };

    /// <summary>A value of the sample is another one, or a name is.</summary>
    private byte[] Replaced(byte[] sample)
    {
        var text = Encoding.UTF8.GetString(sample);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Enumerable.Range(0, text.Length).Where(i => text[i] is ':' or ',' or '{').ToList();
            if (places.Count == 0) break;
            var at = random.Of(places) + 1;
            var end = text.IndexOfAny([',', '}', ']', ':'], at);
            if (end < 0) end = text.Length;
            var instead = text[at - 1] == ':' ? Value() : $"\"{random.Of(Names)}\"" + (end < text.Length && text[end] == ':'
                ? "" : ":" + Value());
            text = text[..at] + instead + text[end..];
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private string Nested(int depth) => random.Next(2) == 0
        ? string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)
        : "{\"readings\":" + new string('[', depth) + new string(']', depth) + "}";

    private string Batch(int readings)
    {
        var rows = Enumerable.Range(0, readings).Select(i => random.Next(4) == 0 ? Value() : $"{i}").Select(
            sequence => $$"""{"seq":{{sequence}},"ts":1760000000{{random.Next(100, 999)}},"temperature":{{Value()}}}""");
        return $$"""{"boot":{{random.Next(5)}},"readings":[{{string.Join(',', rows)}}]}""";
    }
}
