using System.Globalization;

namespace PlantOps.Gateway.Web.Requests;

/// <summary>A time in a request.</summary>
internal static class RequestTime
{
    private static readonly string[] IsoForms =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Unix milliseconds or ISO 8601 with offset, as Unix milliseconds.</summary>
    public static long? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unix)) return unix;

        // A plus that was not encoded arrives as a space, and nothing else in a time is one.
        return DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;
    }

    /// <summary>What to say of a text that is no time.</summary>
    public static string Refusal(string text) =>
        $"'{text}' is neither Unix milliseconds nor ISO 8601 with an offset, like 2026-05-01T08:00:00+02:00.";
}
