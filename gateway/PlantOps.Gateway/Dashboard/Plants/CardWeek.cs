using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>
/// Soil moisture of some days as a drawing, 112 wide and 28 high for 0 to 100 %. Where nothing was measured there is no line.
/// </summary>
/// <param name="Path">The line.</param>
/// <param name="BandTop">Where the wanted band begins.</param>
/// <param name="BandHeight">How high it is; 0 where nothing is wanted.</param>
public sealed record CardWeek(string Path, string BandTop, string BandHeight)
{
    private const double Width = 112;
    private const double Height = 28;

    /// <returns><c>null</c> where nothing was measured.</returns>
    internal static CardWeek? Of(IReadOnlyList<double?> values, (double? Low, double? High) wanted)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                isDrawing = false;
                continue;
            }

            path.Append(isDrawing ? 'L' : 'M').Append(Text(i * Width / (values.Count - 1))).Append(' ').Append(Text(Y(value)));

            // A point alone is a line of no length, which a round end makes a dot.
            if (!isDrawing && (i + 1 == values.Count || values[i + 1] is null)) path.Append("h0");
            isDrawing = true;
        }

        if (path.Length == 0) return null;
        if (wanted is (null, null)) return new CardWeek(path.ToString(), "0", "0");
        var (top, bottom) = (Y(wanted.High ?? 100), Y(wanted.Low ?? 0));
        return new CardWeek(path.ToString(), Text(top), Text(Math.Max(0, bottom - top)));
    }

    private static double Y(double percent) => Height - (Height * Math.Clamp(percent, 0, 100) / 100);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
