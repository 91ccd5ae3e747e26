using PlantOps.Gateway.Notifications.Messages;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>
/// How somebody reads: as they have chosen, or in the first language that their browser names and that is there.
/// </summary>
internal static class Languages
{
    private static readonly Speech[] Speeches =
    [
        new(new En(), new EnglishAlertWords()),
        new(new De(), new GermanAlertWords()),
    ];

    private static readonly Speech[] InFahrenheit =
    [
        new(new En(), new EnglishAlertWords(TemperatureScale.Fahrenheit)) { Scale = TemperatureScale.Fahrenheit },
        new(new De(), new GermanAlertWords(TemperatureScale.Fahrenheit)) { Scale = TemperatureScale.Fahrenheit },
    ];

    public static IReadOnlyList<IWords> All { get; } = [.. Speeches.Select(speech => speech.Words)];

    public static IWords Of(HttpRequest request) => SpeechOf(request).Words;

    public static Speech SpeechOf(HttpRequest request)
    {
        var reader = request.HttpContext.RequestServices?.GetService<Readers>()?.Of(request.HttpContext.User) ?? Reader.Anybody;
        var speeches = reader.IsFahrenheit ? InFahrenheit : Speeches;
        var chosen = Array.Find(speeches, speech => speech.Words.Language == reader.Language) ?? OfBrowser(request, speeches);
        return reader.Clock is null ? chosen : chosen with { Clock = reader.Clock };
    }

    private static Speech OfBrowser(HttpRequest request, Speech[] speeches)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString());
        foreach (var language in wanted)
        {
            if (Array.Find(speeches, speech => IsA(language, speech.Words.Language)) is { } speech) return speech;
        }

        return speeches[0];
    }

    // Swiss German is German: de-CH begins with de (RFC 4647, 3.3.1).
    private static bool IsA(string language, string known) =>
        language.Equals(known, StringComparison.OrdinalIgnoreCase)
        || language.StartsWith(known + "-", StringComparison.OrdinalIgnoreCase);
}
