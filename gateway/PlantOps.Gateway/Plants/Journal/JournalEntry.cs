using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Plants.Journal;

/// <summary>Something that its owner did to a plant, or saw.</summary>
internal sealed record JournalEntry
{
    public required string Id { get; init; }

    public required JournalKind Kind { get; init; }

    /// <summary>When, Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    public string? Text { get; init; }

    /// <summary>How much water, millilitres.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AmountMl { get; init; }

    /// <summary>Which advice of its care plan was followed; <c>null</c> where it was written without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Care { get; init; }

    /// <summary>Who wrote it: the name of a token, or <c>local</c>.</summary>
    public required string By { get; init; }

    /// <summary>In the order of time within a plant, however many at the same moment.</summary>
    public static string NewId(long at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:D14}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
}

[JsonConverter(typeof(SnakeCaseEnum<JournalKind>))]
internal enum JournalKind
{
    Watered,

    Fertilised,

    Repotted,

    Pruned,

    /// <summary>Against pests or a disease.</summary>
    Treated,

    Note,
}
