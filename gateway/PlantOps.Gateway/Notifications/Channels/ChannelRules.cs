using System.Globalization;
using System.Net;
using MimeKit;
using PlantOps.Contracts;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>What a channel can be.</summary>
internal static class ChannelRules
{
    public const string StartTls = "starttls";
    public const string Tls = "tls";
    public const string NoTls = "none";

    private const int MaxText = 2000;
    private const int MinKey = 16;

    /// <summary>Every field that is wrong, by its name on the wire, and why. Secrets that stay as they are have been filled in.</summary>
    public static Dictionary<string, string[]> Check(ChannelSettings settings, bool allowLocal, string? keptName = null)
    {
        var errors = new Dictionary<string, string[]>();
        if (settings.Kind is not { } kind || !Enum.IsDefined(kind)) Add("kind", "discord, slack, ntfy, email, telegram or webhook.");
        if (!PrintableText.IsName(settings.Name, Limits.MaxNameLength) && (settings.Name is null || settings.Name != keptName))
            Add("name", $"1 to {Limits.MaxNameLength} printable characters.");
        if (!Enum.IsDefined(settings.LeastSeverity)) Add("least_severity", "warning or critical.");
        if (errors.ContainsKey("kind")) return errors;

        var fields = ChannelField.Of(settings.Kind!.Value);
        foreach (var field in fields)
        {
            var value = ChannelField.Read(settings, field.Name);
            if (string.IsNullOrEmpty(value))
            {
                if (field.IsRequired) Add(field.Name, "It is needed for this kind.");
            }
            else if (Problem(field.Type, value, allowLocal) is { } problem)
            {
                Add(field.Name, problem);
            }
        }

        foreach (var other in ChannelField.Names.Where(other => fields.All(field => field.Name != other)))
        {
            if (ChannelField.Read(settings, other) is not null) Add(other, "This kind has no such field.");
        }

        if (settings is { Password: { Length: > 0 }, User: null or "" }) Add(ChannelField.User, "There is a password and nobody to sign in.");
        if (settings is { Security: NoTls, Password: { Length: > 0 } } && !allowLocal)
            Add(ChannelField.Security, $"A password is not sent in the clear, unless {NotificationOptions.AllowLocalTargetsKey} is true.");
        return errors;

        void Add(string field, string error) => errors.TryAdd(field, [error]);
    }

    private static string? Problem(FieldType type, string value, bool allowLocal)
    {
        if (value.Length > MaxText || value.Any(char.IsControl)) return $"At most {MaxText} printable characters.";
        return type switch
        {
            FieldType.Url => ProblemOfUrl(value, allowLocal),
            FieldType.Host => Uri.CheckHostName(value) == UriHostNameType.Unknown ? "The name or address of a server." : ProblemOfHost(value, allowLocal),
            FieldType.Port => int.Parse(value, CultureInfo.InvariantCulture) is >= 1 and <= IPEndPoint.MaxPort ? null : $"1 to {IPEndPoint.MaxPort}.",
            FieldType.Security => value is StartTls or Tls or NoTls ? null : $"{StartTls}, {Tls} or {NoTls}.",
            FieldType.MailAddress => IsMailAddress(value) ? null : "A mail address such as fern@example.org.",
            FieldType.SigningKey => value.Length >= MinKey ? null : $"At least {MinKey} characters.",
            FieldType.BotToken => value.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-') ? null : "A token such as 123456:ABC-DEF, from @BotFather.",
            _ => null,
        };
    }

    private static string? ProblemOfUrl(string value, bool allowLocal)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || !NotificationOptionsSetup.IsWeb(url)) return "An address that begins with https://.";
        if (url.UserInfo.Length > 0) return "An address without a user name in it.";
        if (url.Scheme == Uri.UriSchemeHttp && !allowLocal)
            return $"An address that begins with https://; http:// is for the local network, where {NotificationOptions.AllowLocalTargetsKey} is true.";
        return ProblemOfHost(url.IdnHost, allowLocal);
    }

    private static string? ProblemOfHost(string host, bool allowLocal)
    {
        if (allowLocal) return null;
        var isLocal = IPAddress.TryParse(host, out var address)
            ? LocalAddresses.LeadInside(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLocal ? LocalTargetException.Reason(host) : null;
    }

    // What exactly is an address only its server knows; this keeps out what would change a mail's header.
    private static bool IsMailAddress(string value) =>
        value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == value.LastIndexOf('@') && at < value.Length - 1
        && value.All(c => c > ' ' && c is not ('<' or '>' or ',' or ';' or '"' or '(' or ')')) && MailboxAddress.TryParse(value, out _);
}
