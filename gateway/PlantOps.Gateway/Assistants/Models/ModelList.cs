using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>What models a provider has. Both wire forms answer <c>{"data":[{"id":…}]}</c>.</summary>
internal static class ModelList
{
    /// <summary>Of one answer; a provider with a thousand models has some 300 KB.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Names that are of use to somebody who chooses.</summary>
    private const int MaxModels = 1000;

    private const int MaxName = 200;

    /// <exception cref="ModelException">It did not say, and why.</exception>
    public static Task<IReadOnlyList<string>> OfOpenAi(
        HttpClient http, Uri address, string key, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.AbsoluteUri.TrimEnd('/') + "/models"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return Read(http, request, cancellationToken);
    }

    /// <exception cref="ModelException">It did not say, and why.</exception>
    public static Task<IReadOnlyList<string>> OfAnthropic(
        HttpClient http, Uri address, string key, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.AbsoluteUri.TrimEnd('/') + "/v1/models?limit=1000"));
        request.Headers.Add("x-api-key", key);
        request.Headers.Add("anthropic-version", AnthropicChat.Version);
        return Read(http, request, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> Read(
        HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            {
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
                var bytes = new byte[MaxBytes + 1];
                var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                    throw new ModelException(Reason(bytes.AsMemory(0, length), (int)answer.StatusCode), answer.StatusCode);
                if (length > MaxBytes) throw new ModelException("Its list of models is too long.");
                return Names(bytes.AsMemory(0, length));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ModelException(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException("It did not answer in time.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ModelException("Its list of models cannot be read.");
        }
    }

    private static IReadOnlyList<string> Names(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return
        [
            .. json.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())
                .OfType<string>().Where(name => PrintableText.IsName(name, MaxName)).Distinct().Take(MaxModels)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string Reason(ReadOnlyMemory<byte> body, int status)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var reason = json.RootElement.GetProperty("error").GetProperty("message").GetString();
            if (!string.IsNullOrWhiteSpace(reason)) return reason;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A page of something in between.
        }

        return $"It answered {status}.";
    }
}
