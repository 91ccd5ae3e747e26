using System.Globalization;
using System.Text;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>
/// Keeps the figures of docs/firmware.md within what it promises; with UPDATE_DOCS=1 writes them there
/// (tests/firmware-figures).
/// </summary>
public sealed class FirmwareFiguresTests
{
    // What docs/firmware.md promises.
    private const long HeapPerReadingBound = 4096;
    private const int WritesADayBound = 1700;
    private const int ImageBound = 380_000;

    // As built with the device's tools in November 2026: the firmware, of so much code, and its libraries without HTTP.
    private const long FirmwareBytesThen = 110_180;
    private const long CodeBytesThen = 55_232;
    private const long LibraryBytes = 282_688 - 55_260 + OneWireBytes;

    // nanoFramework.Device.OneWire, one class with little managed code, came since. Reckoned.
    private const long OneWireBytes = 4_000;

    private const string Begin = "<!-- figures: written by tests/firmware-figures -->";
    private const string End = "<!-- end of figures -->";

    private readonly DayOfReadings _day = new();
    private readonly AssemblyFigures[] _assemblies =
    [
        AssemblyFigures.Of("PlantOps.Contracts"), AssemblyFigures.Of("PlantOps.Device.Core"),
        AssemblyFigures.Of("PlantOps.Device.Adapters"), ];

    private AssemblyFigures Together => _assemblies.Aggregate((one, other) => one.Plus(other));

    private long ImageBytes => LibraryBytes + (FirmwareBytesThen * Together.CodeBytes / CodeBytesThen);

    [Fact]
    public void Figures_OfTheImage_FitASlotOfTheUpdateInTheField() => Assert.InRange(ImageBytes, 1, ImageBound);

    [Fact]
    public void Figures_OfADay_AreWithinWhatIsPromised()
    {
        _day.Run();
        Assert.InRange(_day.Acknowledged, DayOfReadings.Readings, DayOfReadings.Readings + 61);
        Assert.InRange(_day.Pending, 0, 1);
        Assert.InRange(_day.HeapPerReading, 1, HeapPerReadingBound);
        Assert.InRange(_day.Writes + _day.Appends + _day.Deletions, DayOfReadings.Readings, WritesADayBound);
        Update(Table());
    }

    private string Table()
    {
        var text = new StringBuilder();
        text.AppendLine("| assembly, as built for .NET | bytes | of it code | types | methods | fields | references |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var assembly in _assemblies.Append(Together)) text.AppendLine(Row(assembly));
        text.AppendLine();
        text.AppendLine(
            Line($"The image is about {ImageBytes:N0} bytes, estimated by the size of the code; {ImageBound:N0} are its bound."));
        text.AppendLine();
        text.AppendLine("| a day of one reading a minute, gateway there | |");
        text.AppendLine("|---|--:|");
        text.AppendLine(
            Line($"| heap allocated a reading, from the sensors to its acknowledgement, heartbeat included | {_day.HeapPerReading:N0} bytes |"));
        text.AppendLine(Line($"| heap that stays allocated by a device that runs | {_day.HeapRetained:N0} bytes |"));
        text.AppendLine(Line($"| bytes written to the flash a reading | {_day.FlashBytesPerReading:N0} |"));
        text.AppendLine(Line($"| additions to a file a day | {_day.Appends:N0} |"));
        text.AppendLine(Line($"| files written anew a day | {_day.Writes:N0} |"));
        text.AppendLine(Line($"| files deleted a day | {_day.Deletions:N0} |"));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(AssemblyFigures figures) => Line(
        $"| {figures.Name} | {figures.Bytes:N0} | {figures.CodeBytes:N0} | {figures.Types} | {figures.Methods} | {figures.Fields} | {figures.References} |");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Update(string table)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "1") return;

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PlantOps.sln"))) root = root.Parent!;
        var path = Path.Combine(root.FullName, "docs", "firmware.md");
        var page = File.ReadAllText(path);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(path, $"{page[..begin]}\n{table}{page[end..]}");
    }
}
