using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Models;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>Asks the model that was set up, within what it may cost.</summary>
internal sealed class AdvisorModel(
    AdvisorSetup setup, ModelChats chats, AdvisorBudget budget, AdvisorWatch watch, TimeProvider time) : IDisposable
{
    /// <summary>How long is waited at most where a provider wants to be left alone; who wants more is not asked again.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>Where it does not say how long.</summary>
    public static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    private const int MaxAttempts = 2;

    private readonly AnswerTurns _turns = new(time);

    /// <summary>Asks for a person, who waits.</summary>
    /// <inheritdoc cref="Ask(IReadOnlyList{ChatMessage}, ChatOptions, AdvisorUse, AnswerProgress, CancellationToken)"/>
    public Task<AdvisorReply> Ask(
        IReadOnlyList<ChatMessage> said, ChatOptions options, AnswerProgress? progress = null,
        CancellationToken cancellationToken = default) =>
        Ask(said, options, AdvisorUse.Question, progress, cancellationToken);

    /// <summary>Asks, and asks once more where that may help and nothing of an answer came.</summary>
    /// <param name="said">The conversation so far.</param>
    /// <param name="options">What it may call, in which form it answers, and how long its answer may be: that must be
    /// set.</param>
    /// <param name="use">For whom.</param>
    /// <param name="progress">Is told how it comes about.</param>
    /// <param name="cancellationToken">Gives up; what was asked counts all the same.</param>
    /// <exception cref="AdvisorException">There is no answer, and why.</exception>
    public async Task<AdvisorReply> Ask(
        IReadOnlyList<ChatMessage> said, ChatOptions options, AdvisorUse use, AnswerProgress? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (options.MaxOutputTokens is not > 0) throw new ArgumentException("How long may the answer be?", nameof(options));
        var settings = setup.Current;
        try
        {
            if (!settings.IsOn) throw new AdvisorException(AdvisorException.Off, "No model was set up.");
            using var turn = await _turns.Take(use, settings.Timeout, cancellationToken);
            var request = new Request(said, options, TokenEstimate.Of(said, options), use, progress);
            for (var attempt = 1; ; attempt++)
            {
                var (reply, failure) = await Attempt(settings, request, cancellationToken);
                if (reply is not null) return reply;
                if (attempt == MaxAttempts || !failure!.MayPass) throw failure!.ToException(time.GetUtcNow());
                await Task.Delay(failure.Wait ?? UsualWait, time, cancellationToken);
            }
        }
        catch (AdvisorException exception)
        {
            watch.Refused(exception.Code);
            throw;
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<(AdvisorReply? Reply, Failure? Failure)> Attempt(
        AdvisorSettings settings, Request request, CancellationToken cancellationToken)
    {
        using var chat = chats.Of(settings);

        // What is not settled below counts in full, whatever happens.
        using var held = budget.Reserve(settings, request.Most, request.Use);
        request.Progress?.Sending?.Invoke();
        using var over = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var began = time.GetTimestamp();
        var answer = new IncomingAnswer(request.Progress?.Text);
        try
        {
            var updates = chat.GetStreamingResponseAsync(request.Said, request.Options, either.Token);
            await foreach (var update in updates) answer.Add(update);
        }
        catch (ModelException exception)
        {
            if (exception.IsFree) held.Release();
            watch.Failed(settings, time.GetElapsedTime(began), exception);
            return (null, new Failure(exception.Message, exception.IsPassing && !answer.HasBegun, exception.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            watch.Failed(settings, time.GetElapsedTime(began), null);
            return (null, new Failure("The model did not answer in time.", !answer.HasBegun, null));
        }

        var response = answer.Whole();
        var usage = response.Usage;
        var used = TokenCount.Said(usage?.InputTokenCount, usage?.OutputTokenCount, usage?.TotalTokenCount, held.Most);
        if (used is { } count)
        {
            held.Settle(count);
            watch.Used(settings, count);
        }

        watch.Answered(settings, time.GetElapsedTime(began));
        return (new AdvisorReply(response, settings.Model!, (used ?? held.Most).Total), null);
    }

    private sealed record Request(
        IReadOnlyList<ChatMessage> Said, ChatOptions Options, TokenCount Most, AdvisorUse Use, AnswerProgress? Progress);

    /// <param name="Reason">Why there is no answer.</param>
    /// <param name="IsPassing">Whether to ask again may help.</param>
    /// <param name="Wait">How long the provider wants to be left alone.</param>
    private sealed record Failure(string Reason, bool IsPassing, TimeSpan? Wait)
    {
        public bool MayPass => IsPassing && (Wait ?? UsualWait) <= MaxWait;

        public AdvisorException ToException(DateTimeOffset now) =>
            new(AdvisorException.Unreachable, Reason, Wait is { } wait ? (now + wait).ToUnixTimeMilliseconds() : null);
    }
}

/// <summary>What a model answered.</summary>
/// <param name="Response">Its words and calls.</param>
/// <param name="Model">Which it was.</param>
/// <param name="Tokens">What it cost, or at most.</param>
internal sealed record AdvisorReply(ChatResponse Response, string Model, long Tokens);
