using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Models;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>Tries what was set up.</summary>
internal sealed class AdvisorTester(AdvisorModel model, ModelChats chats, AdvisorSetup setup, TimeProvider time)
{
    /// <summary>A word takes two; a model that thinks first takes some more.</summary>
    private const int MaxTokens = 256;

    private const string Question = "Answer with the one word: ready";

    /// <summary>Asks the model for a word, which counts as everything does that it is asked.</summary>
    /// <exception cref="AdvisorException">It is off, or the budget is spent: nobody was asked.</exception>
    public async Task<AdvisorTest> Test(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            var reply = await model.Ask(
                [new ChatMessage(ChatRole.User, Question)], new ChatOptions { MaxOutputTokens = MaxTokens },
                cancellationToken: cancellationToken);
            var took = (long)time.GetElapsedTime(began).TotalMilliseconds;
            return new AdvisorTest { Ok = true, Model = reply.Model, LatencyMs = took, Tokens = reply.Tokens, Reason = null };
        }
        catch (AdvisorException exception) when (exception.Code is not (AdvisorException.Off or AdvisorException.Budget))
        {
            return new AdvisorTest
            {
                Ok = false, Model = setup.Current.Model, LatencyMs = null, Tokens = null,
                Reason = FaultReason.Printable(exception.Message),
            };
        }
    }

    /// <summary>Models that the provider has, by name. It costs nothing.</summary>
    /// <exception cref="AdvisorException">There is no provider, or it did not say.</exception>
    public async Task<IReadOnlyList<string>> Models(CancellationToken cancellationToken)
    {
        var settings = setup.Current;
        if (settings.Endpoint is null) throw new AdvisorException(AdvisorException.Off, "No provider was set up.");
        try
        {
            return await chats.Models(settings, cancellationToken);
        }
        catch (ModelException exception)
        {
            throw new AdvisorException(AdvisorException.Unreachable, FaultReason.Printable(exception.Message));
        }
    }
}
