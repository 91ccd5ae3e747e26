namespace PlantOps.Device.Core;

/// <summary>Where the device says what happened to it: a serial line, a console. Never a secret, never a reading.</summary>
internal interface IEventLog
{
    void Write(string text);
}
