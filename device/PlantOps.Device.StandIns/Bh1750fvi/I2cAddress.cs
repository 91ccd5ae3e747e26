namespace Iot.Device.Bh1750fvi;

public enum I2cAddress : byte
{
    AddPinLow = 0x23,
    AddPinHigh = 0x5C,
}
