using System.Globalization;
using System.Text;
using QRCoder;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>The address of a page as a QR code, for paper: scan the pot, tap <em>Watered</em>.</summary>
/// <param name="Address">What it says.</param>
/// <param name="Size">Modules on each side, with those that stay light around it.</param>
/// <param name="Path">The dark ones, as a drawing.</param>
public sealed record PageQr(string Address, int Size, string Path)
{
    internal static PageQr Of(HttpRequest request, string path)
    {
        var address = $"{request.Scheme}://{request.Host}{path}";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var drawing = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            // A run of dark modules is one line.
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                var end = x;
                while (end < rows.Count && rows[y][end]) end++;
                drawing.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1h{x - end}z");
                x = end;
            }
        }

        return new PageQr(address, rows.Count, drawing.ToString());
    }
}
