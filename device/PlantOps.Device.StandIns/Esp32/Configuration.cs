using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Hardware.Esp32;

public static class Configuration
{
    public static void SetPinFunction(int pin, DeviceFunction function) => SimulatedBoard.Current.Functions[function] = pin;
}
