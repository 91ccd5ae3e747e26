namespace Iot.Device.Bh1750fvi;

public enum MeasuringMode : byte
{
    ContinuouslyHighResolutionMode = 0b0001_0000,
    OneTimeHighResolutionMode = 0b0010_0000,
}
