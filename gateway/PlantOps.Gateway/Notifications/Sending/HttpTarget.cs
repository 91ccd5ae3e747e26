using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Posts JSON, and reads as much of the answer as is needed to know what became of it.</summary>
internal sealed class HttpTarget(IHttpClientFactory clients)
{
    public const string ClientName = "notifications";

    private const int MaxAnswer = 4096;

    public async Task<HttpReply> Post(string url, string json, Action<HttpRequestHeaders>? prepare, SendAttempt attempt)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new Body(json, attempt) };
        prepare?.Invoke(request.Headers);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt.Token);
        return new HttpReply(
            (int)response.StatusCode, new Uri(url).Host, await Beginning(response, attempt.Token), response.Headers);
    }

    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(bytes, MaxAnswer, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Says when it goes out: a connection is there then, and nothing of the message on it yet that counts.</summary>
    private sealed class Body(string json, SendAttempt attempt) : StringContent(json, Encoding.UTF8, "application/json")
    {
        protected override Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            attempt.GoesOut();
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}

/// <summary>What the other side answered.</summary>
internal sealed record HttpReply(int Status, string Host, string Body, HttpResponseHeaders Headers)
{
    /// <summary>Its body; <see langword="null"/> where it is something else, such as a page of a proxy in between.</summary>
    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Body.StartsWith('{') ? JsonSerializer.Deserialize(Body, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
