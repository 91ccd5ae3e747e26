using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Events;

/// <summary>Tells listeners that a code was shown for the hardware of a device that is known.</summary>
internal sealed class LiveEnrolments(
    HardwareNotices notices, LiveEvents events, Supervisor supervisor, ILogger<LiveEnrolments> logger)
    : SupervisedService(supervisor, logger)
{
    public override string Component => "live_enrolments";

    protected override string Title => "Events of enrolment";

    protected override Task Begin(CancellationToken stopping)
    {
        notices.Raised += OnRaised;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        notices.Raised -= OnRaised;
        return Task.CompletedTask;
    }

    private void OnRaised(HardwareNotice notice) => Guard(Title, () => Publish(notice));

    private void Publish(HardwareNotice notice) => events.Publish(
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
        EventsJson.Default.LiveEnrolment);
}
