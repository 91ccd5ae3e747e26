using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.CommandLine;

/// <summary>The running gateway of a data directory, spoken to over its Unix socket.</summary>
internal sealed class LocalGateway(string dataDirectory) : IDisposable
{
    private const int LargeBytes = 64 * 1024;

    private readonly string _path = LocalSocket.PathIn(dataDirectory);
    private HttpClient? _client;

    public string DataDirectory => dataDirectory;

    public Task<LocalAnswer<T>> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        Ask(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    public Task<LocalAnswer<TAnswer>> Post<TAnswer>(
        string path, HttpContent? request, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
        where TAnswer : class =>
        Ask(new HttpRequestMessage(HttpMethod.Post, path) { Content = request }, type, cancellationToken);

    public Task<LocalAnswer<TAnswer>> Patch<TAnswer>(
        string path, HttpContent request, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
        where TAnswer : class =>
        Ask(new HttpRequestMessage(HttpMethod.Patch, path) { Content = request }, type, cancellationToken);

    public Task<LocalAnswer<TAnswer>> Put<TAnswer>(
        string path, HttpContent request, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
        where TAnswer : class =>
        Ask(new HttpRequestMessage(HttpMethod.Put, path) { Content = request }, type, cancellationToken);

    public Task<LocalAnswer<T>> Delete<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        Ask(new HttpRequestMessage(HttpMethod.Delete, path), type, cancellationToken);

    /// <summary>An answer that is read while it comes.</summary>
    public Task<LocalAnswer<Stream>> Open(string path, CancellationToken cancellationToken) =>
        Open(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>An answer that is read while it comes, to something that is sent; empty where there is none.</summary>
    public Task<LocalAnswer<Stream>> Send(string path, HttpContent content, CancellationToken cancellationToken) =>
        Open(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, cancellationToken);

    /// <summary>Where the gateway is reached from this machine; the default addresses where it does not say.</summary>
    public async Task<GatewayAddresses> Addresses(CancellationToken cancellationToken) =>
        (await Get(GatewayAddresses.LocalPath, WebJson.Default.GatewayAddresses, cancellationToken)).Value ?? new GatewayAddresses
        {
            Https = $"https://localhost:{EndpointOptions.HttpsPortSetting.Value}",
        };

    public void Dispose() => _client?.Dispose();

    private async Task<LocalAnswer<Stream>> Open(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (LocalSocket.Problem(_path) is { } problem) return new LocalAnswer<Stream>(null, problem);
        _client ??= Connect();
        try
        {
            // What is large waits for leave: a refusal is then read, instead of a connection that breaks in the middle.
            request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LargeBytes;
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? new LocalAnswer<Stream>(await response.Content.ReadAsStreamAsync(cancellationToken), null)
                : new LocalAnswer<Stream>(null, await Refusal(response, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return new LocalAnswer<Stream>(null, Unreachable(exception));
        }
    }

    private async Task<LocalAnswer<T>> Ask<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (LocalSocket.Problem(_path) is { } problem) return new LocalAnswer<T>(null, problem);
        _client ??= Connect();
        // What is large waits for leave: a refusal is then read, instead of a connection that breaks in the middle.
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LargeBytes;
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return new LocalAnswer<T>(await response.Content.ReadFromJsonAsync(type, cancellationToken), null);
            return new LocalAnswer<T>(null, await Refusal(response, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return new LocalAnswer<T>(null, Unreachable(exception));
        }
    }

    private static async Task<string> Refusal(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var otherwise = $"The gateway answered {(int)response.StatusCode}.";
        try
        {
            var details =
                await response.Content.ReadFromJsonAsync(WebJson.Default.HttpValidationProblemDetails, cancellationToken);
            return Say(details) ?? otherwise;
        }
        catch (JsonException)
        {
            // A gateway that stops or starts may refuse without saying why.
            return otherwise;
        }
    }

    private static string? Say(HttpValidationProblemDetails? details) => details?.Errors.Count > 0
        ? string.Join(Environment.NewLine, details.Errors.Select(field => field.Key.Length == 0
            ? string.Join(Environment.NewLine, field.Value)
            : $"{field.Key}: {string.Join(' ', field.Value)}"))
        : details?.Detail ?? details?.Title;

    private string Unreachable(HttpRequestException exception) =>
        exception.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied }
        ? $"The socket {_path} belongs to another user. Run this as the user that runs the gateway."
        : IsNobodyThere(exception)
        ? NoGateway.Say(dataDirectory)
        : $"The gateway broke off: {exception.InnerException?.Message ?? exception.Message} Its log may say why.";

    private static bool IsNobodyThere(HttpRequestException exception) =>
        exception.HttpRequestError == HttpRequestError.ConnectionError || exception.InnerException is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable,
        };

    private HttpClient Connect() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://localhost"), Timeout = Timeout.InfiniteTimeSpan };
}

/// <summary>What the gateway answered, or why it did not.</summary>
internal sealed record LocalAnswer<T>(T? Value, string? Problem)
    where T : class;
