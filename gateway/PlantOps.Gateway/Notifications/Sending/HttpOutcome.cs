using System.Globalization;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>What an answer means (RFC 9110, 15): refused for good, or worth another attempt.</summary>
internal static class HttpOutcome
{
    private const int MaxReason = 200;

    /// <param name="reply">The answer.</param>
    /// <param name="said">What the other side says about it, for the reason.</param>
    /// <param name="now">By this gateway's clock.</param>
    public static SendOutcome Of(HttpReply reply, string? said, DateTimeOffset now)
    {
        if (reply.Status is >= 200 and < 300) return SendOutcome.Sent;
        var reason = $"{reply.Host} answered {reply.Status}{(string.IsNullOrWhiteSpace(said) ? "" : ": " + Printable(said))}";
        return reply.Status is 408 or 429 or >= 500
            ? SendOutcome.Later(reason) with { Pause = RetryAfter(reply, now) }
            : SendOutcome.Refused(reply.Status is >= 300 and < 400 ? reason + " (redirects are not followed)" : reason);
    }

    /// <summary>Seconds, with a fraction where there is one.</summary>
    public static TimeSpan? Seconds(double? seconds) =>
        seconds is >= 0 and < 1_000_000 and var wait ? TimeSpan.FromSeconds(wait) : null;

    public static TimeSpan? SecondsIn(HttpReply reply, string header) =>
        Header(reply, header) is { } text
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Seconds(seconds) : null;

    public static string? Header(HttpReply reply, string name) =>
        reply.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static TimeSpan? RetryAfter(HttpReply reply, DateTimeOffset now)
    {
        // Discord's has had fractions, which the typed header does not know.
        if (SecondsIn(reply, "Retry-After") is { } seconds) return seconds;
        return reply.Headers.RetryAfter?.Date is { } date && date > now ? date - now : null;
    }

    private static string Printable(string text)
    {
        var printable = PrintableText.Strip(text).Trim();
        return printable.Length <= MaxReason ? printable : printable[..MaxReason] + "…";
    }
}
