namespace PlantOps.VirtualDevice.Faults;

internal enum FaultKind
{
    WifiLost = 0,
    WifiBack = 1,
    PowerCut = 2,
    ClockLost = 3,
    SensorStuck = 4,
    SensorNonsense = 5,
}
