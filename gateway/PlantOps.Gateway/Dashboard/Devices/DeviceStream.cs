using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Live;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Events;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>How a device is and what it measured last, as that changes; forms on its page stay as they are.</summary>
/// <param name="id">The device's.</param>
/// <param name="number">The same within the gateway.</param>
internal sealed class DeviceStream(string id, int number) : PageStream(LiveEventType.Device | LiveEventType.Reading)
{
    private long? _lastSeen;

    protected override IEnumerable<LivePart> Parts(LiveSubscription listener, HttpContext context)
    {
        var services = context.RequestServices;
        var isDue = IsDue(listener);

        // That a device was heard of is no event: the stream looks whenever it would say that it is there.
        var lastSeen = services.GetRequiredService<DevicePresence>().LastSeen(number);
        isDue |= lastSeen != _lastSeen;
        _lastSeen = lastSeen;
        if (!isDue || services.GetRequiredService<DeviceDetailsReader>().Find(id) is not { } details) yield break;
        var shell = Shell.Of(context, _ => details.Facts.Device.Name, Place.Devices);
        var view = DevicePageView.Of(shell, Languages.SpeechOf(context.Request), details, null);
        yield return new LivePart(null, () => LiveDeviceHtml.Create(view));
    }

    private bool IsDue(LiveSubscription listener)
    {
        var isDue = listener.MustReset;
        while (listener.Take() is { } happened)
        {
            if (!listener.Wants(happened)) continue;
            isDue |= happened.Subject.DeviceId == id;
        }

        isDue |= listener.MustReset;
        listener.MustReset = false;
        return isDue;
    }
}
