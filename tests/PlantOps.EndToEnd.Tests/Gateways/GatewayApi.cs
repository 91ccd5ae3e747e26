using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>The gateway's HTTPS API with a bearer token.</summary>
internal sealed class GatewayApi : IDisposable
{
    private readonly HttpClient _http;

    public GatewayApi(HttpClient https, string token)
    {
        _http = https;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Uri Address => _http.BaseAddress!;

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Every reading of a device, as the API gives it at its finest resolution.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="from">Since when, if not all.</param>
    public Task<JsonElement> RawAsync(string device, DateTimeOffset? from = null) =>
        GetAsync(
            $"/api/v1/devices/{device}/telemetry?resolution=raw&from={(from is { } since ? $"{since.UtcDateTime:O}" : "2020-01-01T00:00:00Z")}");

    /// <summary>How often the gateway stored each sequence number of a boot.</summary>
    public async Task<Dictionary<(long Boot, long Sequence), int>> IdentitiesAsync(string device, DateTimeOffset? from = null)
    {
        var raw = await RawAsync(device, from);
        return raw.GetProperty("boot").EnumerateArray().Zip(raw.GetProperty("seq").EnumerateArray())
            .CountBy(pair => (pair.First.GetInt64(), pair.Second.GetInt64()))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    public void Dispose() => _http.Dispose();
}
