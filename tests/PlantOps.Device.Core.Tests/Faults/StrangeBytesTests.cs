using System.Text;
using System.Text.RegularExpressions;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Json;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Starting;
using PlantOps.Device.Time;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>
/// Whatever is on the flash or comes over the network, no byte of it ends a loop of the device: a restart would find the same
/// bytes again.
/// </summary>
public sealed partial class StrangeBytesTests
{
    private const string Gateway = "https://gateway:8443";

    private static readonly string[] Numbers =
        ["0", "-1", "1.5", "2147483647", "-2147483648", "4294967295", "90000000000000000", "-90000000000000000", "1e400"];

    [Fact]
    public void Step_DesiredStateOfStrangeBytes_TheDeviceMeasuresOn()
    {
        const string Ca = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n";
        var pem = DeviceUnderTest.Ca.Pem.Replace("\n", "\\n", StringComparison.Ordinal);
        var text = Sample("desired").Replace(Ca, pem, StringComparison.Ordinal);
        foreach (var desired in Strange(text))
        {
            var device = new DeviceUnderTest();
            device.Inbox.Received("devices/fern/desired", desired);
            device.Instructions.Step();
            MeasuresOn(device);
        }
    }

    [Fact]
    public void Step_CommandOfStrangeBytes_TheDeviceMeasuresOn()
    {
        var device = new DeviceUnderTest();
        foreach (var command in Strange(Sample("command")))
        {
            device.Inbox.Received("devices/fern/commands", command);
            device.Instructions.Step();
            MeasuresOn(device);
        }
    }

    [Fact]
    public void Step_MessagesWithoutContent_LeaveRoomForCommands()
    {
        var device = new DeviceUnderTest();
        for (var i = 0; i < 10; i++) device.Inbox.Received("devices/fern/commands", null!);
        device.Inbox.Received("devices/fern/commands", Encoding.UTF8.GetBytes("""{"id":"c-1","name":"read_now"}"""));
        device.Instructions.Step();
        Assert.Equal(1, device.Sampler.Taken);
    }

    [Fact]
    public void TrySet_AnswerOfStrangeBytes_ClockIsAsItWasOrRight()
    {
        var board = SimulatedBoard.Current = new SimulatedBoard();
        var http = new FakeHttp();
        var time = new TimeSource(http, new BoardClock());
        foreach (var answer in Strange("""{"time":1760000000000}"""))
        {
            board.SystemTime = null;
            http.Answer(Gateway + "/api/time", 200, Encoding.Latin1.GetString(answer));
            var isSet = time.TrySet(Gateway);
            if (isSet) Assert.InRange(board.SystemTime!.Value.Year, 2020, 2099);
            else Assert.Null(board.SystemTime);
        }
    }

    [Fact]
    public void Enrol_AnswersOfStrangeBytes_DeviceIsNotSetUpOrMeasures()
    {
        var code = EnrolmentCode.Create([1, 2, 3, 4, 5], DeviceUnderTest.Ca.Der).ToString();
        var enrolled = 0;
        foreach (var answer in Strange(Sample("registration-response")))
        {
            SimulatedBoard.Current = new SimulatedBoard();
            var (http, flash, clock) = (new FakeHttp(), new MemoryFlash(), new BoardClock());
            http.Answer(Gateway + "/ca.crt", 200, DeviceUnderTest.Ca.Pem);
            http.Answer(Gateway + "/api/devices/register", 201, Encoding.Latin1.GetString(answer));
            var profile = new DeviceProfile("24:6F:28:AE:52:7C", "esp32", "0.1.0", []);
            var enroller = new Enroller(http, new TimeSource(http, clock), clock, new ConfigurationStore(flash), profile);
            if (enroller.Enrol(Gateway, code, null).Outcome != EnrolmentOutcome.Enrolled) continue;
            MeasuresOn(new DeviceUnderTest(flash));
            enrolled++;
        }

        Assert.True(enrolled > 10);
    }

    [Fact]
    public void Start_ConfigurationOfStrangeBytes_DeviceIsNotEnrolledOrMeasures()
    {
        var json = new JsonWriter(new byte[ConfigurationStore.MaxBytes]);
        new DeviceConfiguration { DeviceId = "fern", Gateway = Gateway, CaPem = "x", MqttPort = 8883, Boot = 4 }.Write(json);
        foreach (var content in Strange(Encoding.UTF8.GetString(json.ToArray())))
        {
            var flash = new MemoryFlash();
            new TwoSlotFile(flash, ConfigurationStore.FileName, ConfigurationStore.MaxBytes).Write(content, content.Length);
            if (new ConfigurationStore(flash).Load() is { } configuration)
            {
                Assert.True(new ConfigurationStore(flash).BeginBoot(configuration));
                var device = new DeviceUnderTest(flash);
                MeasuresOn(device);
                device.Uplink.Step();
            }
        }
    }

    [Theory]
    [InlineData(CommandMemory.FileName)]
    [InlineData(PowerCycles.FileName)]
    public void Start_TwoSlotFileOfStrangeBytes_DeviceStarts(string name)
    {
        foreach (var content in Strange("""{"acks":[{"id":"c-1","result":"done","soil_raw":12},{"id":"c-2","result":"done"}]}"""))
        {
            var flash = new MemoryFlash();
            new TwoSlotFile(flash, name, 4096).Write(content, content.Length);
            var memory = new CommandMemory(flash);
            memory.Remember(new CommandAck { Id = "c-3", Result = "done" });
            Assert.NotNull(memory.Find("c-3"));
            new PowerCycles(flash, new FakeClock()).Begin(true);
        }
    }

    [Theory]
    [InlineData(RestartNote.FileName)]
    [InlineData(FactoryReset.CrashesName)]
    [InlineData(CommandMemory.FileName + ".0")]
    [InlineData(ConfigurationStore.FileName + ".1")]
    public void Start_FileOfStrangeBytes_DeviceStarts(string name)
    {
        foreach (var content in Strange("watchdog"))
        {
            var flash = new MemoryFlash();
            flash.Write(name, content, content.Length);
            Assert.Contains(new RestartNote(flash).Read("power"), new[] { "power", RestartCauses.Watchdog });
            Assert.InRange(new CrashBackoff(flash).Crashed(), 5000, 600_000);
            Assert.Null(new CommandMemory(flash).Find("c-1"));
            Assert.Null(new ConfigurationStore(flash).Load());
        }
    }

    private static void MeasuresOn(DeviceUnderTest device)
    {
        var before = device.Sampler.Taken;
        for (var i = 0; i < 3; i++) device.Clock.UptimeMs += device.Sampler.Step();
        Assert.True(device.Sampler.Taken > before);
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wire", name + ".json"));

    /// <summary>The text itself with each of its numbers extreme, cut anywhere, and with bytes changed by chance.</summary>
    private static IEnumerable<byte[]> Strange(string text)
    {
        foreach (Match number in Number().Matches(text))
        {
            var without = text.Remove(number.Index, number.Length);
            foreach (var other in Numbers) yield return Encoding.UTF8.GetBytes(without.Insert(number.Index, other));
        }

        var whole = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 100)) yield return whole[..length];
        var chance = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var changed = whole.ToArray();
            for (var times = chance.Next(1, 4); times > 0; times--) changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
            yield return changed;
        }
    }

    [GeneratedRegex(@"(?<=:)\s*-?\d+")]
    private static partial Regex Number();
}
