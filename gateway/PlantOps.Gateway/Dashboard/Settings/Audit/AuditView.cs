using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Settings.Audit;

/// <summary>Who did what.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Fields">Of which entries.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">Where older ones are; <c>null</c> where there are none.</param>
/// <param name="NextName">What leads there is called.</param>
public sealed record AuditView(
    Shell Shell, IReadOnlyList<FormField> Fields, IReadOnlyList<AuditRow> Rows, string? Next, string NextName)
{
    public const int PageSize = 50;

    /// <summary>How names of what is done begin.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "alert", "arrival", "certificates", "channel", "device", "enrolment", "import", "journal", "person", "plant", "rule",
        "session", "sign_in_link", "species", "store", "token", "wall",
    ];

    internal static AuditView Of(Shell shell, AuditFilterForm asked, IReadOnlyList<AuditEntry> found, string? next)
    {
        var words = shell.Words;
        return new AuditView(
            shell,
            [
                new FormField("who", words.ByWhom, asked.Who),
                new FormField("about", words.AboutWhat, asked.About ?? string.Empty)
                {
                    Type = "select",
                    Choices =
                    [
                        new FormChoice(string.Empty, words.Everything),
                        .. Kinds.Select(kind => new FormChoice(kind, words.AuditKind(kind))), ],
                },
                new FormField("thing", words.TheThing, asked.Thing),
            ],
            [.. found.Select(entry => new AuditRow(
                entry.At,
                entry.Who,
                words.WasDone(entry.What),
                entry.Target,
                entry.Target is { } thing ? $"{AuditPage.Path}?thing={Uri.EscapeDataString(thing)}" : null,
                entry.Details))],
            next is null ? null : asked.PathBefore(next),
            found.Count == 0 ? words.GoOnLooking : words.Older);
    }
}

/// <summary>Something that was done.</summary>
/// <param name="At">When, Unix milliseconds UTC.</param>
/// <param name="Who">By whom.</param>
/// <param name="What">What, in words.</param>
/// <param name="Thing">The id of what was changed.</param>
/// <param name="ThingPath">Where everything is that was done to it.</param>
/// <param name="Details">More about it.</param>
public sealed record AuditRow(long At, string Who, string What, string? Thing, string? ThingPath, string? Details);
