using System;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Presence;

namespace PlantOps.Device.Core;

/// <summary>The board itself. Chance is part of it, so that a run can be repeated.</summary>
internal sealed class BoardEdges
{
    public BoardEdges(IBoard board, IDeviceHealth health, IIndicator indicator, IEventLog log, Random random)
    {
        Board = board;
        Health = health;
        Indicator = indicator;
        Log = log;
        Random = random;
    }

    public IBoard Board { get; }

    public IDeviceHealth Health { get; }

    public IIndicator Indicator { get; }

    public IEventLog Log { get; }

    public Random Random { get; }
}
