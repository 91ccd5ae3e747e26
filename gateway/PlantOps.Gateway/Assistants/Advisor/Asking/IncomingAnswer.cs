using System.Text;
using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Models;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>How an answer comes about, for who waits.</summary>
internal sealed record AnswerProgress
{
    /// <summary>What it can cost is reserved, and it is about to be sent; again where it is sent once more.</summary>
    public Action? Sending { get; init; }

    /// <summary>Gets each part of the answer as it comes; nothing of it was checked.</summary>
    public Action<string>? Text { get; init; }
}

/// <summary>An answer as it comes in, part by part.</summary>
/// <param name="progress">Gets each part of its text.</param>
internal sealed class IncomingAnswer(Action<string>? progress)
{
    /// <summary>Of its text; no answer that is asked for is near it.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly List<ChatResponseUpdate> _updates = [];
    private int _bytes;

    /// <summary>Whether something came that a reader may have seen.</summary>
    public bool HasBegun => _bytes > 0;

    /// <exception cref="ModelException">It has become too long.</exception>
    public void Add(ChatResponseUpdate update)
    {
        var text = update.Text;
        _bytes += Encoding.UTF8.GetByteCount(text);
        if (_bytes > MaxBytes) throw new ModelException("The answer is too long.");
        _updates.Add(update);
        if (text.Length > 0) progress?.Invoke(text);
    }

    public ChatResponse Whole() => _updates.ToChatResponse();
}
