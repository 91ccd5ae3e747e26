using System.Globalization;
using System.Text;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// What a model said, found to have no figure but references (<c>{r7}</c>), no link and no markup: nothing else reaches a
/// reader.
/// </summary>
internal sealed class ReferencedText
{
    /// <summary>Of a text, in bytes of UTF-8, where its asker does not say another limit.</summary>
    public const int MaxBytes = 2000;

    /// <summary>More faults than that help no model.</summary>
    private const int MaxFaults = 8;

    private ReferencedText(string template) => Template = template;

    /// <summary>With its references as they were written.</summary>
    public string Template { get; }

    /// <summary>Checks a text.</summary>
    /// <param name="text">As the model wrote it.</param>
    /// <param name="facts">What it may refer to.</param>
    /// <param name="maxBytes">How long it may be, in bytes of UTF-8.</param>
    /// <returns>
    /// The text, or what is wrong with it, in sentences for the model. They quote it: they are not for people.
    /// </returns>
    public static (ReferencedText? Text, string? Fault) Check(string text, ReferenceTable facts, int maxBytes = MaxBytes)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, "It is empty.");
        if (Encoding.UTF8.GetByteCount(text) > maxBytes)
            return (null, string.Create(CultureInfo.InvariantCulture, $"It is longer than {maxBytes} bytes: be brief."));
        var (plain, faults) = TextCharacters.Read(text);
        if (faults.Count == 0)
        {
            var pieces = TextPiece.Of(plain, faults);
            faults.AddRange(pieces.Where(piece => piece.Reference is { } known && facts.Find(known) is null)
                .Select(piece => $"There is no reference {{{piece.Reference}}}: use those of the facts."));
            faults.AddRange(TextWords.Faults(pieces));
        }

        return faults.Count == 0
            ? (new ReferencedText(plain), null)
            : (null, string.Join(' ', faults.Distinct().Take(MaxFaults)));
    }

    /// <summary>Its words and figures one after the other. Nothing is encoded for a page yet.</summary>
    /// <param name="facts">The same as in the check.</param>
    /// <param name="value">How a fact is shown.</param>
    public IReadOnlyList<TextPart> Parts(ReferenceTable facts, Func<CareFact, string> value) =>
        TextPart.Of(Template, facts.Find, value);

    /// <summary>With each reference in the place of its figure, as plain text.</summary>
    /// <param name="facts">The same as in the check.</param>
    /// <param name="value">How a fact is shown.</param>
    public string Render(ReferenceTable facts, Func<CareFact, string> value) => TextPart.Join(Parts(facts, value));

    /// <summary>What references it has, each once.</summary>
    public IReadOnlyCollection<string> References =>
        [.. TextPiece.Of(Template, []).Select(piece => piece.Reference).OfType<string>().Distinct()];
}
