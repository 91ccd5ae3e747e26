using PlantOps.Device.Core.Presence;
using PlantOps.Device.Core.Publishing;

namespace PlantOps.Device.Core.Connecting;

/// <summary>What an <see cref="Uplink"/> puts together.</summary>
internal sealed class UplinkParts
{
    public UplinkParts(
        Inbox inbox, Connector connector, Publisher publisher, PresenceReporter presence, Instructions instructions)
    {
        Inbox = inbox;
        Connector = connector;
        Publisher = publisher;
        Presence = presence;
        Instructions = instructions;
    }

    public Inbox Inbox { get; }

    public Connector Connector { get; }

    public Publisher Publisher { get; }

    public PresenceReporter Presence { get; }

    public Instructions Instructions { get; }
}
