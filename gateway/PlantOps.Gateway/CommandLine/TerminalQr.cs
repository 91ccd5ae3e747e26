using System.Text;
using QRCoder;

namespace PlantOps.Gateway.CommandLine;

/// <summary>A QR code as a terminal shows it: half blocks, two modules a character, light on dark or dark on light.</summary>
internal static class TerminalQr
{
    /// <summary>
    /// Of the four light modules that QRCoder puts around a code these remain; the terminal around is quiet too.
    /// </summary>
    private const int Quiet = 2;

    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var picture = new StringBuilder();
        for (var y = Quiet; y < rows.Count - Quiet; y += 2)
        {
            picture.Append("  ");
            for (var x = Quiet; x < rows.Count - Quiet; x++)
            {
                var isDark = (rows[y][x], y + 1 < rows.Count && rows[y + 1][x]);
                picture.Append(isDark switch { (true, true) => ' ', (true, false) => '▄', (false, true) => '▀', _ => '█' });
            }

            picture.Append('\n');
        }

        return picture.ToString().TrimEnd('\n');
    }
}
