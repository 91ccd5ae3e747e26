using System;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Board;

/// <summary>
/// Lines on the serial port, each with the seconds since the start. By the console and not by the debugger's output,
/// which is not there in a release build.
/// </summary>
internal sealed class SerialLog : IEventLog
{
    private readonly IClock _clock;

    public SerialLog(IClock clock) => _clock = clock;

    public void Write(string text) => Console.WriteLine(string.Concat((_clock.UptimeMs / 1000).ToString(), " ", text));
}
