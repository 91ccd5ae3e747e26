using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Operations;

namespace PlantOps.Gateway.Events;

/// <summary>Tells listeners that a code was shown for the hardware of a device that is known.</summary>
internal sealed class LiveEnrolments(HardwareNotices notices, LiveEvents events) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        notices.Raised += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        notices.Raised -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(HardwareNotice notice) => events.Publish(
        LiveEventType.Enrolment,
        new LiveEnrolment
        {
            DeviceId = notice.Device.Id,
            Name = notice.Device.Name,
            HardwareId = notice.Device.HardwareId,
            Outcome = notice.Change switch
            {
                HardwareChange.Refused => "refused",
                HardwareChange.Replaced => "replaced",
                _ => "registered_again",
            },
        },
        GatewayJson.Default.LiveEnrolment);
}
