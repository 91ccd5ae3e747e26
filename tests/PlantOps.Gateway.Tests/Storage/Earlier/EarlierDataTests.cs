using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Earlier;

/// <summary>
/// Opens data directories that gateways of earlier commits made, each with what that gateway said of it.
/// tests/data-directory makes them.
/// </summary>
public sealed class EarlierDataTests : IDisposable
{
    // What is so at a moment, and not what is kept: plants are unknown until they are judged after a start.
    private static readonly string[] Momentary = ["state", "condition", "last_reading_at", "last_used", "last_used_at"];

    private static readonly string[] Thresholds = ["warning", "critical", "hysteresis", "dwell_s", "cooldown_s"];

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Storage", "Earlier");

    public static TheoryData<string> Made =>
        [.. Directory.EnumerateFiles(Folder, "*.zip").Select(file => Path.GetFileName(file)).Order()];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Made))]
    public async Task Open_DirectoryOfAnEarlierGateway_HasWhatItHad(string made)
    {
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Folder, made), _directory.Path, Token);
        var madeAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Expected("made-at"), CultureInfo.InvariantCulture));
        var time = new FakeTimeProvider(madeAt.AddMinutes(1));

        // Twice: what the first start brings up to date, the second one finds.
        for (var start = 0; start < 2; start++)
        {
            await using var gateway = await GatewayHost.StartedAsync(time, Path.Combine(_directory.Path, "data"));
            using var client = gateway.Https();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Expected("token"));
            foreach (var line in Expected("requests").Split('\n'))
            {
                var (file, path) = (line.Split(' ')[0], line.Split(' ')[1]);
                using var answer = await client.GetAsync(path, Token);
                var body = await answer.Content.ReadAsStringAsync(Token);
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
                if (file.EndsWith(".csv", StringComparison.Ordinal))
                    Assert.Equal(Rows(Expected(file), Expected(file)), Rows(body, Expected(file)));
                else AssertHas(file, JsonDocument.Parse(Expected(file)).RootElement, JsonDocument.Parse(body).RootElement);
            }

            var devices = gateway.Services.GetRequiredService<DeviceRegistry>();
            Assert.NotNull(devices.Authenticate(Expected("device"), Encoding.ASCII.GetBytes(Expected("password"))));
        }
    }

    private string Expected(string name) => File.ReadAllText(Path.Combine(_directory.Path, "expected", name)).TrimEnd('\n');

    // In the columns that there were then: a later gateway may have more.
    private static List<string> Rows(string csv, string then)
    {
        var lines = csv.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();
        var columns = then.ReplaceLineEndings("\n").Split('\n')[0].Split(',').Select(name => Array.IndexOf(lines[0], name))
            .ToList();
        return [.. lines.Select(line => string.Join(',', columns.Select(column => line[column])))];
    }

    // What nobody has set about a rule is what is known to be right by now.
    private static bool IsDefault(JsonElement of, string property) =>
        of.TryGetProperty("origin", out var origin) && origin.GetString() != "own" && Thresholds.Contains(property);

    // A later gateway may say more than this.
    private static void AssertHas(string where, JsonElement then, JsonElement now)
    {
        Assert.True(then.ValueKind == now.ValueKind, $"{where} was {then}, is {now}");
        switch (then.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in then.EnumerateObject()
                    .Where(property => !Momentary.Contains(property.Name) && !IsDefault(then, property.Name)))
                {
                    Assert.True(now.TryGetProperty(property.Name, out var value), $"{where} has no {property.Name}");
                    AssertHas($"{where}.{property.Name}", property.Value, value);
                }

                break;
            case JsonValueKind.Array
                when then.EnumerateArray()
                    .All(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out _)):
                // Rules of metrics that there were not then come to them.
                foreach (var item in then.EnumerateArray())
                {
                    var id = item.GetProperty("id").GetString();
                    var found = now.EnumerateArray().Where(other => other.GetProperty("id").GetString() == id).ToList();
                    Assert.True(found.Count == 1, $"{where} has {found.Count} of {id}");
                    AssertHas($"{where}.{id}", item, found[0]);
                }

                break;
            case JsonValueKind.Array:
                Assert.True(then.GetArrayLength() == now.GetArrayLength(), $"{where} was {then}, is {now}");
                foreach (var (one, other) in then.EnumerateArray().Zip(now.EnumerateArray())) AssertHas($"{where}[]", one, other);
                break;
            default:
                Assert.True(then.ToString() == now.ToString(), $"{where} was {then}, is {now}");
                break;
        }
    }
}
