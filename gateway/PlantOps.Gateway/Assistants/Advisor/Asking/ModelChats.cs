using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Models;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>Ways to models of any provider.</summary>
internal sealed class ModelChats(IHttpClientFactory clients)
{
    private static readonly Uri OpenAi = new("https://api.openai.com/v1");
    private static readonly Uri Anthropic = new("https://api.anthropic.com");

    public IChatClient Of(AdvisorSettings settings)
    {
        var http = clients.CreateClient(HttpTarget.ClientName);
        http.Timeout = settings.Timeout;
        var (key, model) = (settings.ApiKey ?? "none", settings.Model!);
        return settings.Provider == AdvisorProvider.Anthropic
            ? new AnthropicChat(http, settings.Address ?? Anthropic, key, model)
            : OpenAiChat.At(http, settings.Address ?? OpenAi, key, model);
    }
}
