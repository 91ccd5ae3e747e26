using PlantOps.Contracts.Topics;

namespace PlantOps.Contracts.Tests.Topics;

public sealed class DeviceTopicTests
{
    [Fact]
    public void Parse_OfFormat_IsTheSameTopic()
    {
        foreach (var kind in Enum.GetValues<TopicKind>().Where(k => k != TopicKind.Unknown))
        {
            var topic = DeviceTopic.Parse(DeviceTopic.Format("fern-1", kind));
            Assert.NotNull(topic);
            Assert.Equal("fern-1", topic.DeviceId);
            Assert.Equal(kind, topic.Kind);
            Assert.Equal(kind is not (TopicKind.Desired or TopicKind.Commands or TopicKind.Stored), topic.IsFromDevice);
        }
    }

    // What devices that are out there send and listen to.
    [Theory]
    [InlineData(TopicKind.Telemetry, "devices/fern/telemetry")]
    [InlineData(TopicKind.Heartbeat, "devices/fern/heartbeat")]
    [InlineData(TopicKind.Status, "devices/fern/status")]
    [InlineData(TopicKind.Reported, "devices/fern/reported")]
    [InlineData(TopicKind.CommandAck, "devices/fern/commands/ack")]
    [InlineData(TopicKind.Desired, "devices/fern/desired")]
    [InlineData(TopicKind.Commands, "devices/fern/commands")]
    [InlineData(TopicKind.Stored, "devices/fern/stored")]
    public void Format_EachKind_IsAsTheContractSays(TopicKind kind, string topic) =>
        Assert.Equal(topic, DeviceTopic.Format("fern", kind));

    [Fact]
    public void Parse_AnIdOfTheOutermostCharactersAndLengths_IsThatDevice()
    {
        foreach (var id in new[] { "a", "azAZ09-_", new string('z', DeviceIds.MaxLength) })
            Assert.Equal(id, DeviceTopic.Parse($"devices/{id}/status")?.DeviceId);
        foreach (var id in new[] { "`", "{", "@", "[", "/", ":", new string('z', DeviceIds.MaxLength + 1) })
            Assert.Null(DeviceTopic.Parse($"devices/{id}/status"));
    }

    [Theory]
    [InlineData("devices/fern/other", TopicKind.Unknown)]
    [InlineData("devices/fern/commands/ack/x", TopicKind.Unknown)]
    public void Parse_ForeignSuffix_IsUnknown(string topic, TopicKind kind) => Assert.Equal(kind, DeviceTopic.Parse(topic)?.Kind);

    [Theory]
    [InlineData("devices/")]
    [InlineData("devices//telemetry")]
    [InlineData("devices/fern")]
    [InlineData("devices/a+b/telemetry")]
    [InlineData("Devices/fern/telemetry")]
    [InlineData("$SYS/uptime")]
    public void Parse_NotBelowADevice_IsNull(string topic) => Assert.Null(DeviceTopic.Parse(topic));
}
