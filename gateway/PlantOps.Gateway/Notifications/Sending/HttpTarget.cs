using System.Net.Http.Headers;
using System.Text;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Posts JSON, and reads as much of the answer as is needed to know what became of it.</summary>
internal sealed class HttpTarget(IHttpClientFactory clients)
{
    public const string ClientName = "notifications";

    private const int LongestAnswer = 4096;

    public async Task<HttpReply> Post(string url, string json, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        prepare?.Invoke(request.Headers);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new HttpReply((int)response.StatusCode, new Uri(url).Host, await Beginning(response, cancellationToken), response.Headers);
    }

    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(bytes, LongestAnswer, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}

/// <summary>What the other side answered.</summary>
internal sealed record HttpReply(int Status, string Host, string Body, HttpResponseHeaders Headers);
