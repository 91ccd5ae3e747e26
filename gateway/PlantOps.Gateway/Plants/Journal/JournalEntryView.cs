namespace PlantOps.Gateway.Plants.Journal;

/// <summary>Something that its owner did to a plant, or saw.</summary>
internal sealed class JournalEntryView
{
    public required string Id { get; init; }

    public required JournalKind Kind { get; init; }

    /// <summary>When, Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    public string? Text { get; init; }

    /// <summary>How much water, millilitres; <c>null</c> where nobody said.</summary>
    public int? AmountMl { get; init; }

    /// <summary>Which advice of its care plan was followed; <c>null</c> where it was written without one.</summary>
    public string? Care { get; init; }

    /// <summary>Who wrote it: the name of a token, or <c>local</c>.</summary>
    public required string By { get; init; }

    public static JournalEntryView Of(JournalEntry entry) => new()
    {
        Id = entry.Id,
        Kind = entry.Kind,
        At = entry.At,
        Text = entry.Text,
        AmountMl = entry.AmountMl,
        Care = entry.Care,
        By = entry.By,
    };
}
