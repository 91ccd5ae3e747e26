using System.Globalization;
using System.Text;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>What is wrong with a file is said in a few lines, however large it is.</summary>
public sealed class ImportErrorTests
{
    private const string Header = "device_id,time,temperature\n";

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Run_ManyBadRows_NamesTwentyAndCountsTheRest(string name)
    {
        const int Bad = 30_000;
        var format = ArchiveFormats.Parse(name)!.Value;
        Reading[] readings = [.. Enumerable.Range(0, Bad).Select(i => TestReadings.At(1, sequence: i))];
        var file = await ArchiveText.WriteAsync(format, (ArchiveText.Fern, readings));
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(file, format));

        Assert.Equal(20 + 3, gateway.Said.TrimEnd().Split('\n').Length);
        Assert.Contains("30,000 × It is before 2000", gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BadRowsOfSeveralKinds_AreCountedByKindWithoutTheirValues()
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < 1000; i++)
            text.Append(CultureInfo.InvariantCulture, $"plant-1,1748779200000,warm{i}\nplant-1,1748779200000\n");
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(text.ToString()));

        Assert.Contains("1,000 × '…' is not a number.", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("1,000 × It has 2 fields; the header has 3.", gateway.Said, StringComparison.Ordinal);
        Assert.True(gateway.Said.Length < 4096, "A few lines.");
    }

    [Fact]
    public async Task Run_QuotesThatAreNeverClosed_AreGivenUp()
    {
        // A quote in each line, and no other for long: every record would be too long.
        var line = "plant-1,1748779200000,\"" + new string('x', CsvRecords.MaxBytes) + "\n";
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(
            await gateway.ImportAsync(Header + string.Concat(Enumerable.Repeat(line, CsvRecords.MaxTooLong)), "skip-bad"));

        Assert.Contains("its quotes do not match", gateway.Said, StringComparison.Ordinal);
        Assert.True(gateway.Said.Length < 8192, "A few lines.");
    }

    [Fact]
    public async Task Run_ManyDevicesThatAreNotThere_NamesSomeAndSaysHowManyMore()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(Header + Rows(30_000)));

        Assert.Contains("There is no device 'plant-0'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("Nor are there 29,980 others.", gateway.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("No gateway is running", gateway.Said, StringComparison.Ordinal);
        Assert.True(gateway.Said.Length < 4096, "A few lines.");
    }

    [Fact]
    public async Task Run_MoreDevicesThanAnImportTakes_SaysSo()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(Header + Rows(ArchiveDevices.MaxDevices + 1)));

        Assert.Contains("more than 100,000 devices", gateway.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("No gateway is running", gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ABadValueWithEscapes_ReachesNoTerminal()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync(Header + "plant-1,1748779200000,\u001b[31mwarm\u202e\n"));

        Assert.Contains("'\\u001b[31mwarm\\u202e' is not a number", gateway.Said, StringComparison.Ordinal);
    }

    private static string Rows(int devices)
    {
        var text = new StringBuilder();
        for (var i = 0; i < devices; i++) text.Append(CultureInfo.InvariantCulture, $"plant-{i},1748779200000,20\n");
        return text.ToString();
    }
}
