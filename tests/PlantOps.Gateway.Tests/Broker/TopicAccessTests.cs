using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Broker;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class TopicAccessTests
{
    private static readonly Principal Plant = Principal.Device("plant-1");

    [Theory]
    [InlineData("devices/plant-1/telemetry", TopicKind.Telemetry)]
    [InlineData("devices/plant-1/heartbeat", TopicKind.Heartbeat)]
    [InlineData("devices/plant-1/status", TopicKind.Status)]
    [InlineData("devices/plant-1/reported", TopicKind.Reported)]
    [InlineData("devices/plant-1/commands/ack", TopicKind.CommandAck)]
    [InlineData("devices/plant-1/mood", TopicKind.Unknown)]
    public void MayPublish_BelowItsOwn_GivesTheKind(string topic, TopicKind kind) =>
        Assert.Equal(kind, TopicAccess.MayPublish(Plant, topic)?.Kind);

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
    public void MayPublish_Elsewhere_IsRefused(string topic) => Assert.Null(TopicAccess.MayPublish(Plant, topic));

    [Theory]
    [InlineData("devices/plant-1/telemetry", "plant-1")]
    [InlineData("devices/plant-2/status", "plant-2")]
    [InlineData("devices/plant-2/mood", "plant-2")]
    [InlineData("devices/plant-2/desired", null)]
    [InlineData("devices/plant-2/commands", null)]
    [InlineData("devices//telemetry", null)]
    [InlineData("$SYS/broker", null)]
    public void MayPublish_AnIntegration_SpeaksForDevicesAndNotForTheGateway(string topic, string? device) =>
        Assert.Equal(device, TopicAccess.MayPublish(Principal.Integration("greenhouse"), topic)?.DeviceId);

    [Fact]
    public void MayPublish_WhoIsNoDevice_IsRefused()
    {
        Principal[] others =
        [
            Principal.Local, Principal.Gateway, Principal.NewDevice,
            new(PrincipalKind.Token, "plant-1", "plant-1"), new(PrincipalKind.Person, "plant-1", "plant-1"),
        ];

        Assert.All(others, other => Assert.Null(TopicAccess.MayPublish(other, "devices/plant-1/telemetry")));
    }

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
