using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Broker;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class TopicAccessTests
{
    [Theory]
    [InlineData("devices/plant-1/telemetry", TopicKind.Telemetry)]
    [InlineData("devices/plant-1/heartbeat", TopicKind.Heartbeat)]
    [InlineData("devices/plant-1/status", TopicKind.Status)]
    [InlineData("devices/plant-1/reported", TopicKind.Reported)]
    [InlineData("devices/plant-1/commands/ack", TopicKind.CommandAck)]
    [InlineData("devices/plant-1/mood", TopicKind.Unknown)]
    public void MayPublish_BelowItsOwn_GivesTheKind(string topic, TopicKind kind) =>
        Assert.Equal(kind, TopicAccess.MayPublish("plant-1", topic));

    [Theory]
    [InlineData("devices/plant-2/telemetry")]
    [InlineData("devices/plant-11/telemetry")]
    [InlineData("devices/plant-1/desired")]
    [InlineData("devices/plant-1/commands")]
    [InlineData("devices/plant-1")]
    [InlineData("devices//telemetry")]
    [InlineData("telemetry")]
    [InlineData("")]
    [InlineData("$SYS/broker")]
    public void MayPublish_Elsewhere_IsRefused(string topic) => Assert.Null(TopicAccess.MayPublish("plant-1", topic));

    [Theory]
    [InlineData("devices/plant-1/desired", true)]
    [InlineData("devices/plant-1/#", true)]
    [InlineData("devices/plant-1/commands/+", true)]
    [InlineData("devices/+/desired", false)]
    [InlineData("devices/#", false)]
    [InlineData("#", false)]
    [InlineData("devices/plant-1", false)]
    [InlineData("devices/plant-1/", false)]
    [InlineData("devices/plant-12/desired", false)]
    [InlineData("$share/group/devices/plant-1/desired", false)]
    public void MaySubscribe_OnlyBelowItsOwn(string filter, bool expected) =>
        Assert.Equal(expected, TopicAccess.MaySubscribe("plant-1", filter));
}
