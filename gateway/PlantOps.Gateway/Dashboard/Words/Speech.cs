using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Notifications.Messages;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>
/// A language whole: the words of pages, and how alerts are said, which messages say the same way; and how whoever reads has
/// temperatures and times.
/// </summary>
internal sealed record Speech(IWords Words, IAlertWords Alerts)
{
    private const char NoBreak = '\u00a0';
    private const string Nothing = "–";

    /// <summary>How temperatures are shown; <see cref="Alerts"/> says them so.</summary>
    public TemperatureScale Scale { get; init; } = TemperatureScale.Celsius;

    /// <summary>Of how many hours; <c>null</c> as the browser says.</summary>
    public int? Clock { get; init; }

    public string Duration(long milliseconds) => Tight(Alerts.Duration(Math.Max(0, milliseconds)));

    /// <summary>A value with its unit, on one line.</summary>
    public string Value(double? value, Metric metric) =>
        value is { } known ? Tight(Alerts.Value(known, Metrics.Unit(metric))) : Nothing;

    /// <summary>A value as it is shown, without its unit.</summary>
    public double Shown(double value, Metric metric) => Scale.Of(value, Metrics.Unit(metric)).Value;

    /// <summary>In which a metric is shown.</summary>
    public string Unit(Metric metric) => Scale.Of(0, Metrics.Unit(metric)).Unit;

    /// <summary>A time of day, by the clock that whoever reads wants.</summary>
    public string TimeOfDay(TimeOnly time) => Clock == 12
        ? Tight(time.ToString("h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant())
        : time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Keeps numbers and units on one line: a space between a digit and what follows does not break.</summary>
    public static string Tight(string text) => string.Create(text.Length, text, static (result, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            result[i] = text[i] == ' ' && i > 0 && char.IsAsciiDigit(text[i - 1]) ? NoBreak : text[i];
        }
    });
}
