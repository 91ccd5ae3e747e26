using PlantOps.Gateway.Assistants.Advisor.Asking;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>Asks to look at a picture.</summary>
internal sealed class PhotoLookRequest
{
    /// <summary>Of the answer: <c>en</c> or <c>de</c>; English by default.</summary>
    public string? Language { get; init; }

    /// <summary>Not looked at: the leave is the advisor's setting. Clients of earlier versions send it.</summary>
    public string? Consent { get; init; }
}

/// <summary>What a model saw in a picture.</summary>
internal sealed class PhotoLookView
{
    /// <summary>At most 4, of a fixed list.</summary>
    public required IReadOnlyList<PhotoFindingView> Findings { get; init; }

    /// <summary>That it may be wrong.</summary>
    public required string Note { get; init; }

    /// <summary>Of the texts: <c>en</c> or <c>de</c>.</summary>
    public required string Language { get; init; }

    public required string Model { get; init; }

    /// <summary>What it cost, in tokens.</summary>
    public required long Tokens { get; init; }

    public static PhotoLookView Of(IReadOnlyList<string> findings, AdvisorReply reply, QuestionWords words) => new()
    {
        Findings = [.. findings.Select(finding => new PhotoFindingView(finding, words.Finding(finding)))],
        Note = words.PictureNote,
        Language = words.Language,
        Model = reply.Model,
        Tokens = reply.Tokens,
    };
}

/// <param name="Id">Of the list: <c>yellow_leaves</c>, <c>unsure</c> …</param>
/// <param name="Text">The same in words of the gateway.</param>
internal sealed record PhotoFindingView(string Id, string Text);
