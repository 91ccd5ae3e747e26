using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>A room that people heat, air, cook and shower in, and its air over a year.</summary>
internal sealed record Room(string Name)
{
    // Air follows its walls within half an hour, walls the heating within hours and summer within days.
    private const double AirFollows = 25.0 / 60;
    private const double WallsCool = 9;
    private const double WallsWarm = 1.5;
    private const double DaysFollow = 40;
    private const double AirChange = 1.5;

    // Walls, books and clothes take up damp and give it back over a day.
    private const double DampFollows = 18;

    /// <summary>°C by day while it is heated.</summary>
    public double Heated { get; init; } = 20.5;

    /// <summary>°C from 22:00 to 6:00.</summary>
    public double SetBack { get; init; } = 18;

    /// <summary>°C while nobody is at home.</summary>
    public double Away { get; init; } = 16.5;

    /// <summary>Warmer than the days outside when it is not heated, K.</summary>
    public double WarmerThanOutside { get; init; } = 4;

    /// <summary>What people and plants breathe into it, kPa.</summary>
    public double Moisture { get; init; } = 0.25;

    /// <summary>What a shower or a pot on the stove adds, kPa.</summary>
    public double Spike { get; init; }

    /// <summary>When, hours of the wall clock; the second on every other day.</summary>
    public double[] SpikesAt { get; init; } = [];

    /// <summary>When windows are opened for ten minutes.</summary>
    public double[] AiredAt { get; init; } = [7.3, 19.2];

    public bool IsOutdoors { get; init; }

    /// <summary>A night in which its window stays open, Unix milliseconds.</summary>
    public (long From, long To) Forgotten { get; init; }

    public RoomAir Over(Weather weather, Chance chance)
    {
        if (IsOutdoors) return new RoomAir(weather.Temperature, weather.Vapour);
        var (air, vapour) = (new double[YearCalendar.Steps], new double[YearCalendar.Steps]);
        var days = weather.Temperature[0];
        var (walls, now, outdoors) = (Heated, Heated, weather.Vapour[0]);
        var damp = outdoors + Moisture;
        var habits = new Habits(chance);
        var mood = 0.0;
        const double hours = (double)YearCalendar.Step / YearCalendar.Hour;
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            var outside = weather.Temperature[step];
            days += (outside - days) * hours / DaysFollow;
            habits.Begin(step);
            walls = Walls(walls, step, days, outside, hours);
            now += (walls - now) * hours / AirFollows;
            mood = chance.Next(mood, 0.997, 0.06);
            outdoors += (weather.Vapour[step] - outdoors) * hours / DampFollows;
            var wanted = outdoors + (habits.IsAway ? Moisture * 0.35 : Moisture * (1 + mood));
            damp += (wanted - damp) * hours * AirChange;
            if (habits.IsNow(SpikesAt, step, 20)) damp += Spike / 4;
            var open = IsForgotten(step) ? 0.22 : habits.IsNow(AiredAt, step, 10) ? 0.1 : 0;
            now += (outside - now) * open;
            damp += (weather.Vapour[step] - damp) * open * 2;
            (air[step], vapour[step]) = (now, Math.Min(damp, VapourPressure.Saturation(now)));
        }

        return new RoomAir(air, vapour);
    }

    private bool IsForgotten(int step) => YearCalendar.TimeOf(step) >= Forgotten.From && YearCalendar.TimeOf(step) < Forgotten.To;

    private double Walls(double walls, int step, double days, double outside, double hours)
    {
        var hour = YearCalendar.HourOf(step);
        var free = days + WarmerThanOutside + (0.12 * (outside - days));
        var wanted = YearCalendar.IsAway(YearCalendar.DayOf(step)) ? Away : hour is >= 6 and < 22 ? Heated : SetBack;
        var target = Math.Max(free, wanted);
        if (IsForgotten(step)) target = Math.Min(target, outside + 6);
        return walls + ((target - walls) * Math.Min(1, hours / (target > walls && target <= Heated ? WallsWarm : WallsCool)));
    }

    /// <summary>People do what they do at about the same time, but not while they are away.</summary>
    private sealed class Habits(Chance chance)
    {
        private int _day = -1;
        private double _late;
        private bool _bothTimes;

        public bool IsAway { get; private set; }

        public void Begin(int step)
        {
            var day = YearCalendar.DayOf(step);
            if (day == _day) return;
            (_day, _late, _bothTimes, IsAway) = (day, chance.Normal(0.4), chance.Happens(0.5), YearCalendar.IsAway(day));
        }

        public bool IsNow(double[] times, int step, double minutes)
        {
            if (IsAway || times.Length == 0) return false;
            var hour = YearCalendar.HourOf(step) - _late;
            for (var i = 0; i < (_bothTimes ? times.Length : 1); i++)
            {
                if (hour >= times[i] && hour < times[i] + (minutes / 60)) return true;
            }

            return false;
        }
    }
}

/// <summary>A room's air, a value a step.</summary>
/// <param name="Temperature">°C.</param>
/// <param name="Vapour">Pressure of water vapour, kPa.</param>
internal sealed record RoomAir(double[] Temperature, double[] Vapour);
