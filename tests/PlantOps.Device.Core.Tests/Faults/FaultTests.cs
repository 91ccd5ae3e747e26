using System.Text.Json;
using MQTTnet.Protocol;
using PlantOps.VirtualDevice;
using PlantOps.VirtualDevice.Faults;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>What goes wrong at home, with seeds, so that it goes wrong the same way again.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly FaultyDevice _device = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _device.DisposeAsync();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Outage_ThreeDaysAndTwentyPowerCuts_EveryReadingArrivesOnceWithItsTime(int seed)
    {
        var options = _device.Options(36_000, TimeSpan.FromHours(72), seed) with
        {
            PowerCuts = 20,
            Start = TimeSpan.FromDays(-4),
        };
        var away = await _device.LiveAsync(options);
        var lived = _device.Lived;
        Assert.Equal((away.Taken, 0), (away.Buffered, away.Lost));

        // So fast a clock leaves a busy machine little time for each reading: it takes some less.
        Assert.InRange(away.Taken, 100, 72 * 60);

        await _device.Broker.Server.StartAsync();
        var after = await _device.DrainAsync(away);
        Assert.Equal((0, 0), (after.Buffered, after.Lost));
        Assert.Equal(after.Taken, _device.Arrived.Count);
        Assert.Empty(_device.Changed);
        AssertTimes((int)away.Taken, lived);
    }

    [Fact]
    public async Task ClockLost_ReadingsCarryTheirAgeAndArrive()
    {
        await _device.Broker.Server.StartAsync();
        var options = _device.Options(600, TimeSpan.FromHours(1), 21) with
        {
            Faults = [new Fault(FaultKind.ClockLost, TimeSpan.FromMinutes(20))],
        };
        var after = await _device.DrainAsync(await _device.LiveAsync(options));
        Assert.Equal((0, 0), (after.Buffered, after.Lost));
        Assert.Equal(after.Taken, _device.Arrived.Count);
        Assert.Contains(_device.Arrived.Values, reading => reading.TryGetProperty("age_ms", out _));
        Assert.Contains(_device.Arrived.Values, reading => reading.TryGetProperty("ts", out _));
    }

    [Fact]
    public async Task FlashFull_TheOldestAreGivenUpAndCounted()
    {
        // Something else takes 226 of the 256 KB: some hours of readings are what fits beside it.
        Directory.CreateDirectory(_device.FlashDirectory);
        await File.WriteAllBytesAsync(
            Path.Combine(_device.FlashDirectory, "else"), new byte[226 * 1024], TestContext.Current.CancellationToken);
        var away = RunSummary.None;
        for (var day = 0; away.Lost == 0; day++)
        {
            Assert.InRange(day, 0, 100);
            away = RunSummary.Add(away with { Buffered = 0, Lost = 0 },
                await _device.LiveAsync(_device.Options(36_000, TimeSpan.FromHours(48), 31 + day)));
        }

        Assert.InRange(away.Lost, 1, away.Taken);
        Assert.Equal(away.Taken, away.Buffered + away.Lost);

        await _device.Broker.Server.StartAsync();
        var after = await _device.DrainAsync(away);
        Assert.Equal(after.Taken - after.Lost, _device.Arrived.Count);
    }

    [Fact]
    public async Task CorruptFiles_WhatIsWholeArrivesAndTheRestIsCounted()
    {
        var away = await _device.LiveAsync(_device.Options(36_000, TimeSpan.FromHours(12), 41));
        var random = new Random(41);
        foreach (var file in Directory.GetFiles(_device.FlashDirectory, "readings.*"))
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            for (var i = 0; i < 3; i++) content[random.Next(content.Length)] ^= 0x55;
            await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        }

        File.Delete(Path.Combine(_device.FlashDirectory, "settled.0"));
        File.Delete(Path.Combine(_device.FlashDirectory, "settled.1"));
        await _device.Broker.Server.StartAsync();
        var after = await _device.LiveAsync(_device.Options(60, TimeSpan.FromMinutes(1), 42));
        after = await _device.DrainAsync(RunSummary.Add(away with { Buffered = 0, Lost = 0 }, after));
        Assert.InRange(after.Lost, 1, 3 * 6);
        Assert.Equal(after.Taken - after.Lost, _device.Arrived.Count);
    }

    [Fact]
    public async Task Broker_NeverAcknowledges_NothingIsTakenForDelivered()
    {
        _device.Broker.Server.InterceptingPublishAsync += e =>
        {
            e.ProcessPublish = false;
            e.CloseConnection = false;
            return Task.Delay(Timeout.Infinite, e.CancellationToken);
        };
        await _device.Broker.Server.StartAsync();
        var hour = await _device.LiveAsync(_device.Options(1800, TimeSpan.FromHours(1), 51));
        Assert.Equal((hour.Taken, 0, 0), (hour.Buffered, hour.Acknowledged, hour.Lost));
        Assert.InRange(hour.Taken, 5, 61);
    }

    [Fact]
    public async Task Broker_DropsEveryTenthConnection_EveryReadingArrives()
    {
        var connections = 0;
        var publishes = 0;
        _device.Broker.Server.ValidatingConnectionAsync += e =>
        {
            if (++connections % 10 == 0) e.ReasonCode = MqttConnectReasonCode.ServerUnavailable;
            return Task.CompletedTask;
        };

        // And every seventh message ends the connection it came on, so that there are connections to drop.
        _device.Broker.Server.InterceptingPublishAsync += e =>
        {
            e.CloseConnection = ++publishes % 7 == 0;
            e.ProcessPublish &= !e.CloseConnection;
            return Task.CompletedTask;
        };
        await _device.Broker.Server.StartAsync();
        var day = await _device.LiveAsync(_device.Options(1800, TimeSpan.FromHours(4), 61));
        var after = await _device.DrainAsync(day);
        Assert.Equal((0, 0), (after.Buffered, after.Lost));
        Assert.Equal(after.Taken, _device.Arrived.Count);
        Assert.True(connections >= 10, $"{connections} connections");
    }

    [Fact]
    public async Task Sensor_AnswersNonsense_IsFlaggedAndTheOthersGoOn()
    {
        await _device.Broker.Server.StartAsync();
        var options = _device.Options(600, TimeSpan.FromHours(1), 71) with
        {
            Faults = [new Fault(FaultKind.SensorNonsense, TimeSpan.FromMinutes(10))],
        };
        var after = await _device.DrainAsync(await _device.LiveAsync(options));
        Assert.Equal(after.Taken, _device.Arrived.Count);
        var flagged = _device.Arrived.Values.Where(reading => reading.TryGetProperty("quality", out _)).ToList();
        Assert.InRange(flagged.Count, 5, 60);
        Assert.All(flagged, reading =>
        {
            var temperature = reading.GetProperty("quality").TryGetProperty("temperature", out var quality)
                ? quality.GetString()
                : "ok";
            Assert.True(
                temperature != "ok" || reading.GetProperty("temperature").GetDouble() is >= -40 and <= 80, reading.GetRawText());
            Assert.True(reading.GetProperty("light_level").GetDouble() is >= 0 and < 55_000, reading.GetRawText());
        });
        Assert.Contains(flagged, reading => Flag(reading, "temperature") == "implausible");
        Assert.Contains(flagged, reading => Flag(reading, "soil_raw") == "implausible");
    }

    private static string? Flag(JsonElement reading, string metric) =>
        reading.GetProperty("quality").TryGetProperty(metric, out var quality) ? quality.GetString() : null;

    // In the order of boot and sequence the times only grow, and span the three days that it lived although all came at their
    // end.
    private void AssertTimes(int first, TimeSpan lived)
    {
        var times = _device.Arrived.OrderBy(reading => reading.Key).Select(reading => reading.Value.GetProperty("ts").GetInt64())
            .Take(first).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1] - times[0], 60 * 3600_000L, (long)lived.TotalMilliseconds);
    }
}
