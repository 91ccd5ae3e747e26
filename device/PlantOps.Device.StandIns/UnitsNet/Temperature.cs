namespace UnitsNet;

public readonly struct Temperature
{
    private Temperature(double celsius) => DegreesCelsius = celsius;

    public double DegreesCelsius { get; }

    public static Temperature FromDegreesCelsius(double degreesCelsius) => new(degreesCelsius);
}
