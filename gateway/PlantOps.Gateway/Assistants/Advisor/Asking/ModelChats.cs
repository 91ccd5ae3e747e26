using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Models;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>Ways to models of any provider, which go no further than was allowed.</summary>
internal sealed class ModelChats(IHttpClientFactory clients)
{
    private const string Version = "/v1";

    public IChatClient Of(AdvisorSettings settings)
    {
        var (http, address, key) = Way(settings);
        return settings.Provider == AdvisorProvider.Anthropic
            ? new AnthropicChat(http, address, key, settings.Model!)
            : OpenAiChat.At(http, address, key, settings.Model!);
    }

    /// <summary>Models that the provider has, by name.</summary>
    /// <exception cref="ModelException">It did not say, and why.</exception>
    public async Task<IReadOnlyList<string>> Models(AdvisorSettings settings, CancellationToken cancellationToken)
    {
        var (http, address, key) = Way(settings);
        using (http)
        {
            return settings.Provider == AdvisorProvider.Anthropic
                ? await ModelList.OfAnthropic(http, address, key, cancellationToken)
                : await ModelList.OfOpenAi(http, address, key, cancellationToken);
        }
    }

    private (HttpClient Http, Uri Address, string Key) Way(AdvisorSettings settings)
    {
        var http = clients.CreateClient(ModelReach.Of(settings).ClientName);
        http.Timeout = settings.Timeout;
        var address = settings.Endpoint ?? throw new InvalidOperationException("There is no provider.");
        return (http, Whole(address, settings.Provider), settings.ApiKey ?? "none");
    }

    // People leave the version out, or put it where it is not wanted.
    private static Uri Whole(Uri address, AdvisorProvider provider)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        if (provider == AdvisorProvider.Anthropic)
            return new Uri(text.EndsWith(Version, StringComparison.Ordinal) ? text[..^Version.Length] : text);
        return new Uri(address.AbsolutePath == "/" ? text + Version : text);
    }
}
