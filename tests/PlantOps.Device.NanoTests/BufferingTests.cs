using nanoFramework.TestFramework;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.NanoTests;

[TestClass]
public class BufferingTests
{
    private const int Batch = 8;

    [TestMethod]
    public void Record_OfAReading_IsTheReadingAgain()
    {
        byte[] data = new byte[ReadingRecord.Current.Bytes];
        TelemetryReading reading = Reading(5);
        ReadingRecord.Current.Write(data, 0, reading, 0);
        Assert.IsTrue(ReadingRecord.Current.IsWhole(data, 0));
        TelemetryReading read = new TelemetryReading();
        ReadingRecord.Current.Read(data, 0, read, 0);
        Assert.AreEqual(412L, read.Boot);
        Assert.AreEqual(5L, read.Sequence);
        Assert.AreEqual(1760000000000L, read.TimestampMs);
        Assert.AreEqual(-307, (int)((read.Value(Metric.Temperature) * 100) - 0.5));
        data[20] ^= 1;
        Assert.IsFalse(ReadingRecord.Current.IsWhole(data, 0));
    }

    [TestMethod]
    public void Take_AfterARestart_GivesWhatWasNotAcknowledgedNewestFirst()
    {
        MemoryStore files = new MemoryStore();
        ReadingBuffer buffer = Open(files);
        for (int i = 1; i <= 10; i++)
        {
            Assert.IsTrue(buffer.Append(Reading(i), 0));
        }

        TelemetryReading[] into = Readings();
        buffer.Settle(buffer.Take(into, 0)!);
        Assert.AreEqual(3L, into[0].Sequence);
        buffer.Flush();

        ReadingBuffer next = Open(files);
        Assert.AreEqual(2, next.Pending);
        Assert.AreEqual(2, next.Take(into, 0)!.Count);
        Assert.AreEqual(1L, into[0].Sequence);
        Assert.IsNull(next.Take(into, 0));
    }

    private static ReadingBuffer Open(MemoryStore files)
    {
        ReadingBuffer buffer = new ReadingBuffer(files);
        buffer.Open();
        return buffer;
    }

    private static TelemetryReading Reading(int sequence)
    {
        TelemetryReading reading = new TelemetryReading { Boot = 412, Sequence = sequence, TimestampMs = 1760000000000 };
        reading.Set(Metric.Temperature, -3.07, Quality.Ok);
        return reading;
    }

    private static TelemetryReading[] Readings()
    {
        TelemetryReading[] readings = new TelemetryReading[Batch];
        for (int i = 0; i < Batch; i++)
        {
            readings[i] = new TelemetryReading();
        }

        return readings;
    }
}
