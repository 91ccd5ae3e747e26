using System.Text;
using nanoFramework.TestFramework;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Json;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;

namespace PlantOps.Device.NanoTests;

[TestClass]
public class ContractsTests
{
    [TestMethod]
    public void Telemetry_ABatch_IsWrittenByteByByte()
    {
        TelemetryReading reading = new TelemetryReading { Boot = 412, Sequence = 1, TimestampMs = 1760000000000 };
        reading.Set(Metric.Temperature, 21.5, Quality.Ok);
        reading.Set(Metric.SoilRaw, 2210, Quality.Stuck);
        JsonWriter json = new JsonWriter(new byte[256]);
        TelemetryMessage.Write(json, new TelemetryReading[] { reading }, 1);
        Assert.IsFalse(json.Overflowed);
        string text = Text(json.ToArray());
        Assert.AreEqual(
            "{\"boot\":412,\"readings\":[{\"seq\":1,\"ts\":1760000000000,\"temperature\":21.5,\"soil_raw\":2210,\"quality\":{\"soil_raw\":\"stuck\"}}]}",
            text);
    }

    [TestMethod]
    public void Number_NegativeAndRounded_IsWrittenAsTheGatewayReadsIt()
    {
        JsonWriter json = new JsonWriter(new byte[64]);
        json.BeginObject();
        json.Write("v", -0.006, 2);
        json.EndObject();
        Assert.AreEqual("{\"v\":-0.01}", Text(json.ToArray()));
    }

    [TestMethod]
    public void Command_WithEscapesAndUnknownMembers_IsRead()
    {
        DeviceCommand? command = DeviceCommand.Parse(
            Encoding.UTF8.GetBytes("{\"x\":[1,{}],\"id\":\"c\\u002d1\",\"name\":\"read_now\"}"));
        Assert.IsNotNull(command);
        Assert.AreEqual("c-1", command!.Id);
        Assert.AreEqual("read_now", command.Name);
    }

    [TestMethod]
    public void Capabilities_InAReport_AreWrittenAndReadAndWhatIsNotSaidIsNot()
    {
        ReportedState reported = new ReportedState
        {
            Version = 3,
            Model = "esp32",
            Capabilities = new DeviceCapabilities { HeapBytes = 64100, PsramBytes = 0, Api = DeviceCapabilities.CurrentApi },
        };
        JsonWriter json = new JsonWriter(new byte[256]);
        reported.Write(json);
        Assert.AreEqual(
            "{\"version\":3,\"model\":\"esp32\",\"capabilities\":{\"heap_bytes\":64100,\"psram_bytes\":0,\"api\":1}}",
            Text(json.ToArray()));
        ReportedState? read = ReportedState.Parse(json.ToArray());
        Assert.IsNotNull(read);
        Assert.AreEqual(64100L, read!.Capabilities!.HeapBytes);
        Assert.IsTrue(read.Capabilities.FlashBytes == DeviceCapabilities.Absent);
    }

    [TestMethod]
    public void ServerTime_ThatNoCalendarHas_IsNone()
    {
        Assert.AreEqual(1760000000000L, ServerTime.Parse(Encoding.UTF8.GetBytes("{\"time\":1760000000000}")));
        Assert.AreEqual(0L, ServerTime.Parse(Encoding.UTF8.GetBytes("{\"time\":90000000000000000}")));
        Assert.AreEqual(0L, ServerTime.Parse(Encoding.UTF8.GetBytes("{\"time\":-1}")));
    }

    [TestMethod]
    public void Command_TornOff_IsNone() => Assert.IsNull(DeviceCommand.Parse(Encoding.UTF8.GetBytes("{\"id\":\"c-1\"")));

    [TestMethod]
    public void Code_WithLookAlikes_PinsItsCaAndNoOther()
    {
        EnrolmentCode? code = EnrolmentCode.Parse("oiioi-1010t-4gjxj-537v8");
        Assert.IsNotNull(code);
        Assert.AreEqual("01101101", code!.Secret);

        // HMAC-SHA256 of the words "a certificate" under the secret, worked out elsewhere.
        Assert.AreEqual("0T4GJXJ537", EnrolmentCode.PinOf("01101101", Encoding.UTF8.GetBytes("a certificate")));
        Assert.IsTrue(code.Matches(Encoding.UTF8.GetBytes("a certificate")));
        Assert.IsFalse(code.Matches(Encoding.UTF8.GetBytes("another certificate")));
        Assert.AreEqual("01101-1010T-4GJXJ-537V8", code.ToString());
        Assert.IsTrue(EnrolmentCode.IsMistyped("01101-1010T-4GJXJ-537V9"));
    }

    [TestMethod]
    public void Topic_OfADevice_IsUnderItsOwnName() =>
        Assert.AreEqual("devices/fern/telemetry", DeviceTopic.Format("fern", TopicKind.Telemetry));

    private static string Text(byte[] data) => Encoding.UTF8.GetString(data, 0, data.Length);
}
