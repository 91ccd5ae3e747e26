using System.Globalization;
using System.Text;
using QRCoder;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>A QR code as a path of SVG.</summary>
/// <param name="Size">Modules across, with the quiet ones around.</param>
/// <param name="Path">The dark modules, a run of them at a time.</param>
public sealed record QrPicture(int Size, string Path)
{
    internal static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                var start = x;
                while (x < rows.Count && rows[y][x]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
