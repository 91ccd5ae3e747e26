using System;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Presence;

namespace PlantOps.Device.Core;

/// <summary>The board itself. Chance is part of it, so that a run can be repeated.</summary>
internal sealed class BoardEdges
{
    public BoardEdges(IDeviceHealth health, IIndicator indicator, IEventLog log, Random random)
    {
        Health = health;
        Indicator = indicator;
        Log = log;
        Random = random;
    }

    public IDeviceHealth Health { get; }

    public IIndicator Indicator { get; }

    public IEventLog Log { get; }

    public Random Random { get; }
}
