using PlantOps.Contracts.Presence;

namespace PlantOps.Contracts.Tests.Presence;

public sealed class PresenceTests
{
    [Fact]
    public void Heartbeat_Write_IsTheSample()
    {
        var heartbeat = new Heartbeat
        {
            TimestampMs = 1760000060000,
            UptimeS = 86460,
            Rssi = -61,
            Boot = 412,
            FreeHeap = 84212,
            LowHeap = 71008,
            Buffered = 3,
            Lost = 127,
            RestartCause = "power",
            FirmwareVersion = "0.1.0",
        };

        Assert.Equal(WireSample.Text("heartbeat"), Written.By(heartbeat.Write));
    }

    [Fact]
    public void Status_Sample_IsReadAndWritten()
    {
        Assert.Equal(DeviceStatus.Online, DeviceStatus.Parse(WireSample.Bytes("status"), out _));
        Assert.Equal(WireSample.Text("status"), Written.By(json => DeviceStatus.Write(json, DeviceStatus.Online, 0)));
    }

    [Fact]
    public void Status_OtherState_IsNull() => Assert.Null(DeviceStatus.Parse("""{"state":"asleep"}"""u8.ToArray(), out _));

    [Fact]
    public void Status_AsleepOnPurpose_SaysWhenItIsBackAndIsOffline()
    {
        var text = Written.By(json => DeviceStatus.Write(json, DeviceStatus.Offline, 3660));
        Assert.Equal(WireSample.Text("status-asleep"), text);
        Assert.Equal(DeviceStatus.Offline, DeviceStatus.Parse(WireSample.Bytes("status-asleep"), out var backInS));
        Assert.Equal(3660, backInS);
    }
}
