namespace PlantOps.Device.Heap.Tests;

/// <summary>Three days without a gateway, with power cuts, on the heap that an ESP32 has.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Cuts = 20;
    private const int HourMs = 60 * 60_000;
    private const int OutageMs = 72 * HourMs;
    private const int TenMinutesMs = 10 * 60_000;

    private readonly CountedDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Outage_OfThreeDaysWithTwentyPowerCuts_LosesAndDoublesNothingAndIsMadeUpForInTenMinutes()
    {
        _device.Enrol();
        _device.Gateway.IsThere = false;
        var stored = 0L;
        for (var cut = 0; cut < Cuts; cut++)
        {
            _device.Start(HeapModel.Budget);
            _device.Run(() => false, OutageMs / Cuts);
            Assert.Null(_device.Failure);
            stored += _device.Device!.Stored;
            _device.PowerOff();
            if (cut % 2 == 0) _device.TearNewestSegment(1 + cut);
        }

        _device.Gateway.IsThere = true;
        _device.Start(HeapModel.Budget);
        Assert.Equal(stored, _device.Device!.Pending);
        _device.Run(() => _device.Device.Pending == 0, TenMinutesMs);
        Assert.Null(_device.Failure);
        Assert.Equal(0, _device.Device.Pending);
        Assert.Equal(0, _device.Device.Lost);
        Assert.Equal(0, _device.Gateway.Repeated);
        Assert.InRange(stored, OutageMs / 60_000, (OutageMs / 60_000) + Cuts);
        Assert.Equal(stored + _device.Device.Stored, _device.Gateway.Readings.Count);
        foreach (var boot in _device.Gateway.Readings.Keys.GroupBy(reading => reading.Boot))
        {
            var sequences = boot.Select(reading => reading.Sequence).Order();
            Assert.Equal(Enumerable.Range(1, boot.Count()).Select(i => (long)i), sequences);
        }
    }
}
