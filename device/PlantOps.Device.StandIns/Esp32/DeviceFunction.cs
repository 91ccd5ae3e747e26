namespace nanoFramework.Hardware.Esp32;

public enum DeviceFunction
{
    COM2_TX = 0x30200,
    COM2_RX = 0x30201,
    COM3_TX = 0x30300,
    COM3_RX = 0x30301,
    I2C1_DATA = 0x20100,
    I2C1_CLOCK = 0x20101,
}
