namespace PlantOps.Device.Heap.Tests;

/// <summary>A device that comes back with readings on its flash, on the heap that an ESP32 has.</summary>
public sealed class BacklogTests : IDisposable
{
    private const int TenMinutesMs = 10 * 60_000;

    private readonly CountedDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(5000)]
    public void Start_WithReadingsBuffered_BringsAllOfThemWithinTenMinutes(int readings)
    {
        _device.Enrol();
        _device.Buffer(readings);
        _device.Start(HeapModel.Budget);
        _device.Run(() => Arrived() >= readings && _device.Device!.Pending == 0, TenMinutesMs);
        Assert.Null(_device.Failure);
        Assert.Equal(readings, Arrived());
        Assert.Equal(0, _device.Device!.Lost);
        Assert.Equal(0, _device.Gateway.Repeated);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5000)]
    public void Start_WithReadingsBufferedAndAnotherBroker_BringsAllOfThemAsSoon(int readings)
    {
        _device.EnrolElsewhere();
        _device.Buffer(readings);
        _device.Start(HeapModel.Budget);
        _device.Run(() => Arrived() >= readings && _device.Device!.Pending == 0, TenMinutesMs);
        Assert.Null(_device.Failure);
        Assert.Equal(readings, Arrived());
        Assert.Equal((0, 0), (_device.Device!.Lost, _device.Gateway.Repeated));
    }

    // Of the boot before this one.
    private int Arrived() => _device.Gateway.Readings.Keys.Count(reading => reading.Boot == 1);
}
