using System.Net;
using System.Text.RegularExpressions;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard;

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself, says where its requests come from.</summary>
internal sealed partial class PageBrowser : IDisposable
{
    private readonly HttpClient _client;

    public PageBrowser(GatewayHost gateway, bool inTheClear = false)
    {
        Cookies = new CookieContainer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        handler.SslOptions.CertificateChainPolicy = gateway.Trust();
        Home = new Uri(inTheClear ? $"http://localhost:{gateway.HttpPort}" : $"https://localhost:{gateway.HttpsPort}");
        _client = new HttpClient(handler) { BaseAddress = Home };
        Headers("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        Headers("Sec-Fetch-Site", "same-origin");
        Headers("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Version/20.0 Mobile/15E148 Safari/604.1");
    }

    public CookieContainer Cookies { get; }

    public Uri Home { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Headers(string name, string value)
    {
        _client.DefaultRequestHeaders.Remove(name);
        _client.DefaultRequestHeaders.Add(name, value);
    }

    public void Without(string name) => _client.DefaultRequestHeaders.Remove(name);

    public async Task<PageAnswer> GetAsync(string path) =>
        await PageAnswer.OfAsync(await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token));

    public async Task<PageAnswer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(path, form);
    }

    public async Task<PageAnswer> SendAsync(string path, HttpContent content) =>
        await PageAnswer.OfAsync(await _client.PostAsync(path, content, Token));

    public async Task<PageAnswer> SendFilesAsync(string path, params (string Name, byte[] Data)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, data) in files) form.Add(new ByteArrayContent(data), name, name + ".jpg");
        return await SendAsync(path, form);
    }

    /// <summary>Sends a file, as a form with one does.</summary>
    public Task<PageAnswer> PostFileAsync(string path, string content) => PostFileAsync(path, content, []);

    /// <summary>Sends a file, or none, with fields beside it.</summary>
    public async Task<PageAnswer> PostFileAsync(string path, string? content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        if (content is not null) form.Add(new StringContent(content), "file", "readings.csv");
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return await PageAnswer.OfAsync(await _client.PostAsync(path, form, Token));
    }

    /// <summary>Asks to be let in; the code.</summary>
    public async Task<string> ArriveAsync()
    {
        var page = await GetAsync("/sign-in");
        return CodePattern().Match(page.Html).Groups[1].Value.Replace(' ', '-');
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("id=\"code\">([A-Z]+ [0-9]{2})<")]
    private static partial Regex CodePattern();
}

/// <summary>What a page answered.</summary>
internal sealed record PageAnswer(HttpStatusCode Status, string? Location, string Html, HttpResponseMessage Response)
{
    public static async Task<PageAnswer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.Location?.OriginalString,
        IsStream(response) ? string.Empty : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response);

    // A stream never ends: only whether it begins is of interest.
    private static bool IsStream(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "text/event-stream";
}
