using Microsoft.Extensions.Options;
using PlantOps.Contracts;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>What a channel can be.</summary>
internal sealed class ChannelRules(ChannelKinds kinds, IOptions<NotificationOptions> options)
{
    private const int MaxText = 2000;
    private const int MaxNamed = 100;
    private const int MaxUnknown = 20;

    // There so that what was read can be sent back.
    private static readonly string[] Ignored = ["id", "created_at"];

    private readonly bool _allowLocal = options.Value.AllowLocalTargets;

    /// <summary>
    /// Every field that is wrong, by its name on the wire, and why. Secrets that stay as they are have been filled in.
    /// </summary>
    public Dictionary<string, string[]> Check(ChannelSettings settings, string? keptName = null)
    {
        var errors = new Dictionary<string, string[]>();
        var kind = kinds.Find(settings.Kind);
        if (kind is null) Add("kind", kinds.Problem(settings.Kind));
        if (!PrintableText.IsName(settings.Name, Limits.MaxNameLength) && (settings.Name is null || settings.Name != keptName))
            Add("name", $"1 to {Limits.MaxNameLength} printable characters.");
        if (!Enum.IsDefined(settings.LeastSeverity)) Add("least_severity", "warning or critical.");
        if (kind is null) return errors;

        foreach (var field in kind.Fields)
        {
            if (Problem(field, settings) is { } problem) Add(field.Name, problem);
        }

        foreach (var other in kinds.Fields.ExceptBy(kind.Fields.Select(field => field.Name), field => field.Name))
        {
            if (settings[other.Name] is not null) Add(other.Name, "This kind has no such field.");
        }

        // Who writes a name wrong must not believe that it counts.
        var known = kinds.Fields.Select(field => field.Name).Concat(Ignored);
        foreach (var name in (settings.Fields ?? []).Keys.Except(known, StringComparer.Ordinal).Take(MaxUnknown))
            Add(PrintableText.Strip(name.Length > MaxNamed ? name[..MaxNamed] : name), "There is no such field.");
        var problems = kind.Check?.Invoke(Values(kind, settings), _allowLocal) ?? new Dictionary<string, string>();
        foreach (var (field, problem) in problems) Add(field, problem);
        return errors;

        void Add(string field, string error) => errors.TryAdd(field, [error]);
    }

    private string? Problem(ChannelField field, ChannelSettings settings)
    {
        if (field.IsMalformed(settings)) return field.IsNumber ? "A whole number." : "A text.";
        if (field.Read(settings) is not { Length: > 0 } value) return field.IsRequired ? "It is needed for this kind." : null;
        if (value.Length > MaxText || value.Any(char.IsControl)) return $"At most {MaxText} printable characters.";
        if (field.IsSecret && value.StartsWith(SecretMask.Ellipsis))
            return "This is what is shown of a value that is kept, and of another one than this channel "
                + "has. Send the value itself.";
        return field.Check?.Invoke(value, _allowLocal);
    }

    private static Dictionary<string, string> Values(ChannelKind kind, ChannelSettings settings) => kind.Fields
        .Where(field => field.Read(settings) is { Length: > 0 })
        .ToDictionary(field => field.Name, field => field.Read(settings)!);
}
