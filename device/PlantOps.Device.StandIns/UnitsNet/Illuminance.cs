namespace UnitsNet;

public readonly struct Illuminance
{
    private Illuminance(double lux) => Lux = lux;

    public double Lux { get; }

    public static Illuminance FromLux(double lux) => new(lux);
}
