using CsCheck;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ImportTests
{
    private const string Header = "device_id,device_name,hardware_id,time,boot,seq,temperature\n";

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Run_OnAnotherGateway_GivesTheSameFileAgain(string name)
    {
        var format = ArchiveFormats.Parse(name)!.Value;
        await using var old = await ArchiveGateway.StartedAsync();
        await using var other = await ArchiveGateway.StartedAsync();
        await TestReadings.History.SampleAsync(
            async history =>
            {
                var device = new ArchiveDevice($"plant-{Guid.NewGuid():N}", "Fern", $"{Guid.NewGuid():N}");
                await old.StoreAsync(device, [.. history.Select(ArchiveText.Storable)]);
                var file = await old.ExportAsync($"format={name}&device={device.Id}");

                Assert.True(await other.ImportAsync(file, format, "create-devices"), other.Said);
                if (history.Length > 0) Assert.Equal(file, await other.ExportAsync($"format={name}&device={device.Id}"));
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task Run_Twice_StoresOnce()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        Reading[] readings = [.. TestReadings.Minutes(25_000),
            TestReadings.At(TestReadings.Start, Reading.NoIdentity, Reading.NoIdentity)];
        var file = await ArchiveText.WriteAsync(ArchiveFormat.Csv, (ArchiveText.Fern, readings));

        Assert.True(await gateway.ImportAsync(file, ArchiveFormat.Csv, "create-devices"), gateway.Said);
        Assert.Equal((25_001, 0), (gateway.Summary!.New, gateway.Summary.Existing));
        Assert.True(await gateway.ImportAsync(file, ArchiveFormat.Csv), gateway.Said);
        Assert.Equal((0, 25_001), (gateway.Summary.New, gateway.Summary.Existing));
        Assert.Equal(25_001, gateway.Stored("plant-fern").Count);
    }

    [Fact]
    public async Task Run_DevicesThatAreNotThere_NamesEachAndStoresNothing()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(ArchiveText.Fern, TestReadings.At(TestReadings.Start));

        var done = await gateway.ImportAsync(
            $"{Header}plant-fern,,,1750636800000,,,20\nplant-a,Ivy,,1750636800000,,,20\nplant-b,,,1750636800000,,,20\n");

        Assert.False(done);
        Assert.Null(gateway.Summary);
        Assert.All(["'plant-a' (Ivy)", "'plant-b'", "--create-devices", "--map"],
            text => Assert.Contains(text, gateway.Said, StringComparison.Ordinal));
        Assert.DoesNotContain("'plant-fern'", gateway.Said, StringComparison.Ordinal);
        Assert.Single(gateway.Stored("plant-fern"));
        Assert.Null(gateway.Devices.Find("plant-a"));
    }

    [Fact]
    public async Task Run_DeviceThatIsHereUnderAnotherId_IsFoundByItsHardware()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(new ArchiveDevice("plant-here", "Fern", "AA:BB"));

        Assert.True(await gateway.ImportAsync($"{Header}plant-there,Fern,AA:BB,1750636800000,1,1,20\n"), gateway.Said);

        Assert.Single(gateway.Stored("plant-here"));
        Assert.Empty(gateway.Summary!.Created);
    }

    [Fact]
    public async Task Run_Mapped_GoesWhereItIsTold()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(new ArchiveDevice("plant-here", "Fern", null));
        const string File = Header + "plant-there,,,1750636800000,1,1,20\n";

        Assert.False(await gateway.ImportAsync(File, "plant-there=plant-nowhere", "plant-typo=plant-here"));
        Assert.Contains("'plant-nowhere'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("'plant-typo'", gateway.Said, StringComparison.Ordinal);
        Assert.True(await gateway.ImportAsync(File, "plant-there=plant-here"), gateway.Said);

        Assert.Equal(1750636800000, Assert.Single(gateway.Stored("plant-here")).Time);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Run_SeveralSoilChannels_EachGoesToItsOwn(string name)
    {
        var format = ArchiveFormats.Parse(name)!.Value;
        await using var old = await ArchiveGateway.StartedAsync();
        await using var other = await ArchiveGateway.StartedAsync();
        await old.StoreAsync(ArchiveText.Fern, TestReadings.Minutes(3));
        await old.StoreAsync(ArchiveText.Fern, soilChannel: 2, TestReadings.Minutes(5));
        other.Devices.Keep("plant-other", "Other", null);

        var file = await old.ExportAsync($"format={name}&device={ArchiveText.Fern.Id}");
        Assert.True(await other.ImportAsync(file, format, $"{ArchiveText.Fern.Id}=plant-other"), other.Said);
        Assert.True(await other.ImportAsync(file, format, "create-devices"), other.Said);

        Assert.Equal([ArchiveText.Fern.Id], other.Summary!.Created);
        foreach (var id in new[] { "plant-other", ArchiveText.Fern.Id })
        {
            Assert.Equal((3, 5), (other.Stored(id).Count, other.Stored(id, soilChannel: 2).Count));
        }

        Assert.False(await other.ImportAsync(Header + "plant-fern/17,,,2026-05-01T00:00:00Z,1,1,20\n"));
        Assert.Contains("'plant-fern/17' is no device id", other.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DeviceMadeAndThenRegistered_IsTheSameDevice()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        Assert.True(
            await gateway.ImportAsync($"{Header}plant-there,Fern,AA:BB,1750636800000,1,1,20\n", "create-devices"), gateway.Said);
        Assert.Equal(["plant-there"], gateway.Summary!.Created);
        Assert.Null(gateway.Devices.Authenticate("plant-there", []));

        var registered = gateway.Devices.Admit(
            new DeviceDescription("Fern", "AA:BB", null, null, []), "its password", string.Empty);

        Assert.Equal("plant-there", registered?.Id);
        Assert.Equal("plant-there", gateway.Devices.Authenticate("plant-there", "its password"u8)?.Id);
        Assert.Single(gateway.Stored("plant-there"));
    }

    [Fact]
    public async Task Run_DeviceMadeWithoutHardware_CanBeExportedAndImportedAgain()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await using var other = await ArchiveGateway.StartedAsync();
        var id = new string('x', 64);
        Assert.True(await gateway.ImportAsync($"{Header}{id},,,1750636800000,1,1,20\n", "create-devices"), gateway.Said);

        Assert.True(
            await other.ImportAsync(await gateway.ExportAsync("format=csv"), ArchiveFormat.Csv, "create-devices"), other.Said);

        Assert.Equal(gateway.Stored(id), other.Stored(id));
    }

    [Fact]
    public async Task Run_BadRows_StoresNothingUnlessTheyAreLeftOut()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(ArchiveText.Fern);
        const string File = Header
            + "plant-fern,,,1750636800000,1,1,20\nplant-fern,,,never,1,2,20\nplant-fern,,,1750636860000,1,3,hot\nplant-fern,,,1750636920000,1,4,21\n";

        Assert.False(await gateway.ImportAsync(File));
        Assert.Contains(", line 3, column 4 (time): 'never'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains(", line 4, column 7 (temperature): 'hot'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("2 rows cannot be understood. Nothing was stored", gateway.Said, StringComparison.Ordinal);
        Assert.Empty(gateway.Stored("plant-fern"));

        Assert.True(await gateway.ImportAsync(File, "skip-bad"), gateway.Said);
        Assert.Equal((2, 2), (gateway.Summary!.New, gateway.Summary.Bad));
        Assert.Equal([1, 4], gateway.Stored("plant-fern").Select(reading => reading.Sequence));
    }

    [Fact]
    public async Task Run_BootAndSequenceOfAnotherReading_IsToldAndNotTakenForThere()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(ArchiveText.Fern, TestReadings.At(TestReadings.Start, boot: 1, sequence: 1));

        Assert.False(
            await gateway.ImportAsync($"{Header}plant-fern,,,1750636860000,1,1,20\nplant-fern,,,1750636860000,1,2,20\n"));

        Assert.Equal((1, 0, 1), (gateway.Summary!.New, gateway.Summary.Existing, gateway.Summary.Clashing));
    }

    [Fact]
    public async Task Run_NoArchive_SaysWhatIsWrong()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();

        Assert.False(await gateway.ImportAsync("device_id;time;where\n"));

        Assert.Contains("line 1: There is no column 'where'", gateway.Said, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored.", gateway.Said, StringComparison.Ordinal);
    }
}
