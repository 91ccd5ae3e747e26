using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>
/// A pot by chance whose soil dries by other laws than those of the years: steadily, by a part of what is left, or in two stages;
/// in air that has seasons, weather and nights; by a plant that grows; watered by habit, well or badly; measured by any probe.
/// </summary>
internal sealed class MadeUpPot
{
    public const int Days = 220;
    public const long Start = 20_000L * YearCalendar.Day;

    private const int Hours = Days * 24;
    private const double Temperature = 22;

    private readonly Chance _chance;
    private readonly Law _law;
    private readonly double _rate;
    private readonly double _floor;
    private readonly double _turns;
    private readonly double[] _soil = new double[Hours];
    private readonly double[] _pulls = new double[Hours];
    private readonly List<Rollup> _measured = [];
    private readonly List<long> _waterings = [];

    public MadeUpPot(int seed)
    {
        _chance = new Chance(seed, "made-up pot");
        _law = (Law)_chance.Uniform(0, 3);
        _rate = Math.Exp(_chance.Uniform(Math.Log(1.2), Math.Log(14)));
        _floor = _chance.Uniform(0, 8);
        _turns = _chance.Uniform(15, 45);
        Live();
    }

    private enum Law
    {
        Steady,
        OfWhatIsLeft,
        TwoStages,
    }

    /// <summary>Where too dry begins, %.</summary>
    public double Low { get; private set; }

    public IReadOnlyList<Rollup> Measured => _measured;

    public IReadOnlyList<long> Waterings => _waterings;

    /// <summary>In how many days it is too dry if nobody waters it; NaN where it never was.</summary>
    public double DaysUntilDry(long time)
    {
        var first = (int)((time - Start) / YearCalendar.Hour);
        var now = _soil[first - 1];
        for (var hour = first; hour < Hours; hour++)
        {
            if (now <= Low) return (hour - first) / 24.0;
            now -= Dried(now, hour);
        }

        return double.NaN;
    }

    private static long TimeOf(int hour) => Start + (hour * YearCalendar.Hour);

    private double Dried(double now, int hour) => _rate / 24 * _pulls[hour] * _law switch
    {
        Law.Steady => now > _floor ? 1 : 0,
        Law.OfWhatIsLeft => Math.Max(0, now - _floor) / 45,
        _ => Math.Clamp((now - _floor) / (_turns - _floor), 0, 1),
    };

    private void Live()
    {
        var (share, season, phase) = (_chance.Uniform(0.2, 1.5), _chance.Uniform(0, 0.5), _chance.Uniform(0, 365));
        var (mood, moods, weather, grows) = (0.0, _chance.Uniform(0.05, 0.25), 0.0, _chance.Uniform(-0.001, 0.003));
        var probe = (Noise: _chance.Uniform(0.1, 1.5), Swing: _chance.Uniform(0, 3), Step: _chance.Happens(0.5) ? 0.1 : 1);
        var (soaked, watersAt) = (_chance.Uniform(60, 85), _chance.Uniform(12, 45));
        Low = Math.Max(5, watersAt - _chance.Uniform(0, 12));
        var now = soaked;
        for (var hour = 0; hour < Hours; hour++)
        {
            var day = hour / 24.0;
            if (hour % 24 == 0) (mood, weather) = (_chance.Next(mood, 0.7, moods), _chance.Next(weather, 0.75, 0.3));
            var light = Math.Max(0, Math.Sin(2 * Math.PI * (day - 0.25)));
            var wave = season * Math.Sin(2 * Math.PI * (day + phase) / 365);
            var deficit = Math.Clamp((0.9 + wave) * (1 + weather) * (0.7 + (0.6 * light)), 0.1, 2.5);
            var pull = (1 + (share * (deficit - 1))) * (1 + mood) * (0.6 + (1.2 * light)) * (1 + (grows * day));
            _pulls[hour] = Math.Max(0.05, pull);
            if (hour % 24 == 9 && now < watersAt + _chance.Normal(2))
            {
                _waterings.Add(TimeOf(hour));
                now += Math.Max(12, (_chance.Happens(0.8) ? soaked : (soaked + now) / 2) + _chance.Normal(3) - now);
            }

            _soil[hour] = now -= Dried(now, hour);
            var shown = now + (probe.Swing * (light - 0.32)) + _chance.Normal(probe.Noise / 3);
            Measure(hour, Math.Clamp(Math.Round(shown / probe.Step) * probe.Step, 0, 100), deficit);
        }
    }

    private void Measure(int hour, double soil, double deficit)
    {
        var metrics = MetricRollups.None;
        metrics[(int)Metric.SoilMoisture] = MetricRollup.Of(soil);
        metrics[(int)Metric.Temperature] = MetricRollup.Of(Temperature);
        metrics[(int)Metric.Humidity] = MetricRollup.Of(100 * (1 - (deficit / VapourPressure.Saturation(Temperature))));
        _measured.Add(new Rollup(TimeOf(hour), metrics));
    }
}
