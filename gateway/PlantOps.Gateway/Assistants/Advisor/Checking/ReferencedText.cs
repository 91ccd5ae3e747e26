using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// What a model said, found to have no figure but references (<c>{r7}</c>), no link and no markup: nothing else reaches a
/// reader.
/// </summary>
internal sealed class ReferencedText
{
    private ReferencedText(string template) => Template = template;

    /// <summary>With its references as they were written.</summary>
    public string Template { get; }

    /// <summary>Checks a text.</summary>
    /// <param name="text">As the model wrote it.</param>
    /// <param name="facts">What it may refer to.</param>
    /// <returns>The text, or what is wrong with it, in a sentence for the model.</returns>
    public static (ReferencedText? Text, string? Fault) Check(string text, ReferenceTable facts) =>
        throw new NotSupportedException("Nothing is checked yet.");

    /// <summary>With each reference in the place of its figure.</summary>
    /// <param name="facts">The same as in the check.</param>
    /// <param name="value">How a fact is shown.</param>
    public string Render(ReferenceTable facts, Func<CareFact, string> value) =>
        throw new NotSupportedException("Nothing is shown yet.");
}
