using System.Globalization;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>A field of a form. Each form of each page is made of these.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Value">What is in it: what somebody typed, where that was refused.</param>
/// <param name="Problem">What is wrong with it; <c>null</c> where nothing is.</param>
public sealed record FormField(string Name, string Label, string? Value = null, string? Problem = null)
{
    /// <summary>A type of HTML's <c>input</c>, or <c>textarea</c>, <c>select</c>, <c>checkbox</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What to know before typing; below the field.</summary>
    public string? Help { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Nothing that is typed into it is kept anywhere but by the gateway.</summary>
    public bool IsSecret { get; init; }

    /// <summary>In characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The least of a number.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest of a number.</summary>
    public string? Max { get; init; }

    /// <summary>Between the numbers that can be chosen.</summary>
    public string? Step { get; init; }

    /// <summary>What the browser may fill in (HTML, autocomplete).</summary>
    public string Autocomplete { get; init; } = "off";

    /// <summary>What a <c>select</c> offers.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>What the browser proposes while somebody types; anything else may be typed as well.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The list of what is proposed; <c>null</c> where nothing is.</summary>
    public string? SuggestionsId => Suggestions.Count == 0 ? null : Id + "-known";

    /// <summary>The most characters, where characters are typed.</summary>
    public string? Limit => Type == "number" ? null : MaxLength.ToString(CultureInfo.InvariantCulture);

    /// <summary>What tells fields of the same name apart, where a page has several forms.</summary>
    public string? Scope { get; init; }

    public string Id => $"f-{Scope}{(Scope is null ? "" : "-")}{Name}".Replace('.', '-');

    /// <summary>What says more about it, for who cannot see it.</summary>
    public string? DescribedBy => (Problem, Help) switch
    {
        (null, null) => null,
        (null, _) => Id + "-help",
        (_, null) => Id + "-problem",
        _ => $"{Id}-problem {Id}-help",
    };

    /// <summary>The problems of a form's fields, counted, for above it.</summary>
    internal static FormProblems ProblemsOf(IWords words, params IEnumerable<FormField> fields)
    {
        var wrong = fields.Where(field => field.Problem is not null).ToList();
        return new FormProblems(words.FieldsToMend(wrong.Count), wrong);
    }
}

/// <summary>Something that a field offers.</summary>
/// <param name="Value">As it is sent.</param>
/// <param name="Text">As people read it.</param>
public sealed record FormChoice(string Value, string Text);

/// <summary>What is wrong with a form. It has the focus when its page opens.</summary>
/// <param name="Title">How much is wrong.</param>
/// <param name="Fields">Those that are wrong; without any nothing is shown.</param>
public sealed record FormProblems(string Title, IReadOnlyList<FormField> Fields);
