namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Whether a Raspberry Pi's supply is too weak: most SD cards that are ruined were ruined so.</summary>
internal sealed class PowerCheck(string sensors = PowerCheck.Sensors) : ICheck
{
    private const string Sensors = "/sys/class/hwmon";

    // The kernel's driver raspberrypi-hwmon: whether the firmware has seen less than 4.63 V since the last look.
    private const string Driver = "rpi_volt";
    private const string Alarm = "in0_lcrit_alarm";

    public string Name => CheckNames.Power;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>([.. Judge(new PowerFacts(Read()))]);

    public static IEnumerable<Finding> Judge(PowerFacts facts)
    {
        if (facts.IsLow == true) yield return new Finding(FaultKind.PowerLow);
    }

    private bool? Read()
    {
        if (!Directory.Exists(sensors)) return null;
        var alarm = Directory.EnumerateDirectories(sensors)
            .Where(sensor => File.Exists(Path.Combine(sensor, "name")) &&
                File.ReadAllText(Path.Combine(sensor, "name")).Trim() == Driver)
            .Select(sensor => Path.Combine(sensor, Alarm))
            .FirstOrDefault(File.Exists);
        return alarm is null ? null : File.ReadAllText(alarm).Trim() == "1";
    }
}

/// <summary>What is known of the supply.</summary>
/// <param name="IsLow">Whether it sags; <see langword="null"/> on machines that do not say.</param>
internal sealed record PowerFacts(bool? IsLow);
