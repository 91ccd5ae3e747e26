using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>What is written for a reading, by the pages and frames that go to the files: an SD card wears by it.</summary>
public sealed class WearTests : IDisposable
{
    private const int Devices = 20;
    private const int Hours = 3;
    private const int FoldMinutes = 10;

    private readonly TemporaryDirectory _directory = new();

    /// <summary>20 devices with a reading a minute each; those that are gathered come in one commit.</summary>
    [Theory]
    [InlineData(1, 20)]
    [InlineData(10, 5)]
    public void Append_ReadingsOfThreeHours_WritesFewKilobytesForEach(int gathered, int kilobytes)
    {
        using var file = _directory.OpenFile();
        var store = TemporaryDirectory.Store(file);
        var before = file.Written;
        for (var minute = 0; minute < Hours * 60; minute++)
        {
            for (var device = 0; device < Devices; device += gathered)
            {
                store.Append(new ReadingGroup(
                    [
                        .. Enumerable.Range(device + 1, gathered).Select(one => new DeviceReadings(
                            StreamId.OfDevice(one),
                                [TestReadings.At(TestReadings.Start + (minute * 60_000L) + (one * 3_000), 1, minute,
                                minute % 300 / 10d)])),
                    ],
                    []));
            }

            if (minute % FoldMinutes == 0) store.Folder.Fold();
        }

        var each = (file.Written - before) / 1000d / (Hours * 60 * Devices);
        TestContext.Current.SendDiagnosticMessage("{0:0.00} KB a reading, {1} gathered", each, gathered);
        Assert.InRange(each, 0.1, kilobytes);
    }

    [Fact]
    public async Task Publish_OneAfterTheOther_WritesAtMostTwentyKilobytesForEach()
    {
        const int Published = 300;
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        using var device = new BrokerClient(gateway, "fern");
        await device.ConnectAsync();
        var file = gateway.Services.GetRequiredService<LiteDbFile>();
        var before = file.Written;

        for (var i = 0; i < Published; i++)
        {
            var publish = await device.PublishAsync(device.Topic("telemetry"),
                $$"""{"temperature":{{i}}.5,"humidity":40,"soil_moisture":50}""");
            Assert.True(publish.IsSuccess);
        }

        var each = (file.Written - before) / 1000d / Published;
        TestContext.Current.SendDiagnosticMessage("{0:0.00} KB a publish", each);
        Assert.InRange(each, 1, 20);
    }

    public void Dispose() => _directory.Dispose();
}
