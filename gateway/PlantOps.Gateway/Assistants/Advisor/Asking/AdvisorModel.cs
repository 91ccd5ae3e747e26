using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Models;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>Asks the model that was set up, within what it may cost.</summary>
internal sealed class AdvisorModel(AdvisorSetup setup, ModelChats chats)
{
    /// <param name="said">The conversation so far.</param>
    /// <param name="options">What it may call, in which form it answers, and how long its answer may be: that must be set.</param>
    /// <param name="progress">Gets each part of the answer as it comes; nothing of it was checked.</param>
    /// <param name="cancellationToken">Gives up; what was asked counts all the same.</param>
    /// <exception cref="AdvisorException">There is no answer, and why.</exception>
    public async Task<AdvisorReply> Ask(
        IReadOnlyList<ChatMessage> said, ChatOptions options, Action<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var settings = setup.Current;
        if (!settings.IsOn) throw new AdvisorException(AdvisorException.Off, "No model was set up.");
        using var chat = chats.Of(settings);
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in chat.GetStreamingResponseAsync(said, options, cancellationToken))
            {
                updates.Add(update);
                if (update.Text.Length > 0) progress?.Invoke(update.Text);
            }
        }
        catch (ModelException exception)
        {
            throw new AdvisorException(AdvisorException.Unreachable, exception.Message);
        }

        var response = updates.ToChatResponse();
        return new AdvisorReply(response, settings.Model!, response.Usage?.TotalTokenCount ?? 0);
    }
}

/// <summary>What a model answered.</summary>
/// <param name="Response">Its words and calls.</param>
/// <param name="Model">Which it was.</param>
/// <param name="Tokens">What it cost.</param>
internal sealed record AdvisorReply(ChatResponse Response, string Model, long Tokens);
