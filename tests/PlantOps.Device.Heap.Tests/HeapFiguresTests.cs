using System.Globalization;
using System.Text;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// Keeps the memory of docs/firmware.md within what it promises; with UPDATE_DOCS=1 writes it there, the smallest heaps
/// included (tests/firmware-figures).
/// </summary>
public sealed class HeapFiguresTests
{
    // What docs/firmware.md promises.
    private const int SteadyBound = 80_000;
    private const int StartWithFullBufferMs = 10_000;

    private const string Begin = "<!-- memory: written by tests/firmware-figures -->";
    private const string End = "<!-- end of memory -->";
    private const int TenMinutesMs = 10 * 60_000;
    private const int FullBuffer = 5000;

    [Fact]
    public void Figures_OfARunAndOfAStartWithAFullBuffer_AreWithinWhatIsPromised()
    {
        var (made, connected) = Steady();
        Assert.InRange(connected, 50_000, SteadyBound);
        var (startMs, opens, drainMs) = FullStart();
        Assert.InRange(startMs, 1, StartWithFullBufferMs);
        Assert.InRange(drainMs, 1, TenMinutesMs);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") Update(Table(made, connected, startMs, opens, drainMs));
    }

    private static (int Made, int Connected) Steady()
    {
        using var device = new CountedDevice();
        device.Enrol();
        device.Start(HeapModel.Budget);
        var made = device.Heap.Live();
        var connected = 0;
        device.Time.After(TenMinutesMs / 2, () => connected = device.Heap.Live());
        device.Run(() => connected > 0, TenMinutesMs);
        Assert.Null(device.Failure);
        Assert.True(device.Gateway.Readings.Count >= 5);
        return (made, connected);
    }

    private static (long StartMs, int Opens, long DrainMs) FullStart()
    {
        using var device = new CountedDevice();
        device.Enrol();
        device.Buffer(FullBuffer);
        device.Start(HeapModel.Budget);
        var (startMs, opens) = (device.Flash.Ms, device.Flash.Opens);
        device.Run(() => device.Device!.Pending == 0, TenMinutesMs);
        Assert.Null(device.Failure);
        return (startMs, opens, device.Time.UptimeMs);
    }

    private static string Table(int made, int connected, long startMs, int opens, long drainMs)
    {
        var tables = HeapModel.Tables;
        var text = new StringBuilder();
        text.AppendLine("| counted now | bytes |");
        text.AppendLine("|---|--:|");
        text.Append(Line($"| type tables of the firmware: {tables.Types} types, {tables.Methods:N0} methods, "));
        text.AppendLine(Line($"{tables.Fields} fields, {tables.References} references | {tables.Bytes:N0} |"));
        text.AppendLine(Line($"| what its static fields hold | {HeapModel.Statics:N0} |"));
        text.AppendLine(Line($"| type tables and objects of CLR and libraries | {HeapModel.LibrariesAtMain:N0} |"));
        text.AppendLine(Line($"| in use when `Main` begins | {HeapModel.AtMain:N0} |"));
        text.AppendLine(Line($"| with the run made | {made:N0} |"));
        text.AppendLine(Line($"| **connected over TLS, steady** | **{connected:N0}** |"));
        text.AppendLine(Line($"| smallest heap without a backlog | {Smallest(0):N0} |"));
        text.AppendLine(Line($"| smallest heap that brings 300 readings | {Smallest(300):N0} |"));
        text.AppendLine(Line($"| smallest heap that brings {FullBuffer:N0} readings | {Smallest(FullBuffer):N0} |"));
        text.AppendLine();
        text.Append(Line($"With {FullBuffer:N0} readings on its flash a device starts after {startMs / 1000.0:F1} s "));
        text.Append(Line($"of flash time ({opens} files opened; reckoned, not measured: `CountedFiles`) and has brought them "));
        text.Append(Line($"{drainMs / 60_000.0:F1} minutes later, "));
        text.AppendLine("at a second for each message of 20 until its acknowledgement.");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static int Smallest(int readings)
    {
        int low = 50, high = HeapModel.Budget / 1000;
        while (high - low > 1)
        {
            var heap = (low + high) / 2;
            if (Fits(readings, heap * 1000)) high = heap;
            else low = heap;
        }

        return high * 1000;
    }

    private static bool Fits(int readings, int heap)
    {
        using var device = new CountedDevice();
        device.Enrol();
        device.Buffer(readings);
        try
        {
            device.Start(heap);
            device.Run(() => device.Device!.Pending == 0 && device.Gateway.Readings.Count > readings, TenMinutesMs);
            return device.Failure == null && device.Gateway.Readings.Count > readings;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Update(string table)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PlantOps.sln"))) root = root.Parent!;
        var path = Path.Combine(root.FullName, "docs", "firmware.md");
        var page = File.ReadAllText(path);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(path, $"{page[..begin]}\n{table}{page[end..]}");
    }
}
