namespace PlantOps.Gateway.Tests.Years;

/// <summary>Six plants of a flat in Berlin: where they stand, how they are watered, and what goes wrong in a year.</summary>
internal sealed class Household
{
    public const string Monstera = "Monstera";
    public const string Fern = "Boston fern";
    public const string Snake = "Snake plant";
    public const string Basil = "Basil";
    public const string Orchid = "Phalaenopsis";
    public const string Rosemary = "Rosemary";

    private readonly int _seed;
    private readonly Chance _chance;
    private readonly List<Mishap> _mishaps = [];
    private readonly List<PlantedProblem> _problems = [];
    private readonly long _flood;
    private readonly long _coldNight;
    private readonly long _frost;

    private Household(int seed)
    {
        (_seed, _chance) = (seed, new Chance(seed, "mishaps"));
        _flood = Around(3, 5);
        _coldNight = Around(2, 10, 22, 30);
        _frost = Around(1, 18);
        BreakThings();
    }

    public static HouseholdYear Of(int seed)
    {
        var household = new Household(seed);
        var frost = YearCalendar.DayOf(household._frost);
        var weather = Weather.Of(seed, (frost, frost + 3));
        IReadOnlyList<PlantYear> plants = [.. household.Plants().Select(plant => household.Live(plant, weather))];
        household.FindTruths(plants);
        return new HouseholdYear(seed, plants, household._problems, household._mishaps);
    }

    private IEnumerable<HousePlant> Plants()
    {
        var flooded = YearCalendar.DayOf(_flood);
        var living = new Room("living room");
        var bedroom = new Room("bedroom") { SetBack = 18.5, Forgotten = (_coldNight, _coldNight + (8 * YearCalendar.Hour)) };
        var bath = new Room("bathroom")
        {
            Heated = 22, SetBack = 20, Moisture = 0.42, Spike = 1.1, SpikesAt = [7, 21.5], AiredAt = [7.4, 21.9],
        };
        var kitchen = new Room("kitchen") { Spike = 0.6, SpikesAt = [18.6, 12.5], AiredAt = [19.1] };
        var hall = new Room("hall") { Heated = 19.5, SetBack = 18, AiredAt = [] };
        var balcony = new Room("balcony") { IsOutdoors = true };
        yield return new HousePlant(
            Monstera, "monstera-deliciosa", living, new Spot(90, 0.042, 0.05) { Evening = 50, WarmsInTheSun = 1 },
            new Pot(4.5, 74, 42, 2) { Waterlogged = (flooded, flooded + 24) }, Sensors());
        yield return new HousePlant(
            Fern, "nephrolepis-exaltata", bath, new Spot(0, 0.11, 0.2) { Evening = 120, AtThePane = 0.04 },
            new Pot(7, 80, 58, 1) { NeighbourEvery = [3, 0] }, Sensors());
        yield return new HousePlant(
            Snake, "dracaena-trifasciata", hall, new Spot(0, 0.022, 0) { Evening = 90 }, new Pot(3.2, 68, 14, 5), Sensors());
        yield return new HousePlant(
            Basil, "ocimum-basilicum", kitchen,
            new Spot(170, 0.42, 0.62) { AtThePane = 0.08, WarmsInTheSun = 3, GrowLamp = 9500 },
            new Pot(9, 78, 55, 1) { NeighbourEvery = [0, 2] }, Sensors() with { SoilInTheSun = 9, SoilUnderLamp = 3 });
        yield return new HousePlant(
            Orchid, "phalaenopsis-amabilis", bedroom, new Spot(265, 0.34, 0.36) { AtThePane = 0.07, WarmsInTheSun = 3 },
            new Pot(5.5, 62, 24, 3) { NeighbourEvery = [5, 7] }, Sensors() with { SoilInTheSun = 6 });
        yield return new HousePlant(
            Rosemary, "salvia-rosmarinus", balcony, new Spot(200, 0.55, 0.85) { WarmsInTheSun = 3.5, Evening = 0 },
            new Pot(7, 66, 34, 1) { NeighbourEvery = [0, 3], Rained = 1.1 }, Sensors() with { SoilInTheSun = 5 });
    }

    private Instruments Sensors() => new()
    {
        TemperatureOffset = _chance.Uniform(-0.3, 0.3),
        HumidityOffset = _chance.Uniform(-2, 2),
        HumidityDrift = _chance.Uniform(-1.5, 1.5),
        SoilResolution = _chance.Happens(0.5) ? 0.1 : 1,
    };

    private void BreakThings()
    {
        const long minute = YearCalendar.Minute, hour = YearCalendar.Hour, day = YearCalendar.Day;
        string[] probe = ["soil_moisture.change", "soil_moisture.implausible", "soil_moisture.out", "soil_moisture.stuck"];
        string[] sensor = [".implausible", ".stuck"];
        Break("Air sensor frozen", Basil, MishapKind.Frozen, Around(11, 20, 9), 5 * day, 26 * hour, ".stuck");
        Break("Probe pulled out for 2.4 days", Basil, MishapKind.ProbeOut, Around(5, 6, 11, 20), (long)(2.4 * day), hour, probe);
        Break("Probe pulled out for a day", Snake, MishapKind.ProbeOut, Around(7, 20, 16), day, hour, probe);
        Break("Air sensor sends only ones", Snake, MishapKind.AllOnes, Around(6, 12, 4), 30 * hour, 2 * hour, sensor);
        Break("Air sensor sends only zeros", Monstera, MishapKind.AllZeros, Around(9, 14, 20), 3 * day, 26 * hour, sensor);
        Break("Device dead for 3.7 days", Snake, MishapKind.Dead, Around(10, 5, 14), (long)(3.7 * day), 45 * minute, "no_data");
        Break("Power out in the house", null, MishapKind.Dead, Around(4, 14, 3, 10), 150 * minute, 45 * minute, "no_data");
        // No problem of a plant: somebody repots or looks at the probe and puts it back.
        PullOut(Fern, Around(2, 20, 10), 20 * minute);
        PullOut(Monstera, Around(7, 4, 17), 20 * minute);
        PullOut(Orchid, Around(4, 2, 12), 3 * hour);
        PullOut(Fern, Around(6, 27, 9), 5 * hour);
    }

    private void Break(string name, string? plant, MishapKind kind, long from, long length, long within, params string[] rules)
    {
        _mishaps.Add(new Mishap(plant, kind, from, from + length));
        _problems.Add(new PlantedProblem(name, plant, from, from + length, within, rules));
    }

    private void PullOut(string plant, long from, long length) =>
        _mishaps.Add(new Mishap(plant, MishapKind.ProbeOut, from, from + length));

    private long Around(int month, int day, int hour = 0, int minute = 0) =>
        YearCalendar.At(month, day, hour, minute) + ((long)_chance.Uniform(-4, 5) * YearCalendar.Day);

    private PlantYear Live(HousePlant plant, Weather weather)
    {
        Chance Of(string subject) => new(_seed, subject);
        var air = plant.Spot.Over(weather, plant.Room.Over(weather, Of(plant.Room.Name)));
        var pot = plant.Pot.Over(weather, air, Of(plant.Name + " pot"));
        var readings = plant.Instruments.Measure(plant.Name, air, pot.Soil, _mishaps, Of(plant.Name + " sensors"));
        var pulled = _mishaps.Where(mishap => mishap.Kind == MishapKind.ProbeOut && mishap.Plant == plant.Name).ToList();
        var waterings = TrueWatering.Of(pot, readings).Select(watering => watering.Behind(pulled));
        return new PlantYear(plant, air, pot.Soil, readings, [.. waterings]);
    }

    /// <summary>Problems whose beginning is when the truth went beyond what such a plant bears.</summary>
    private void FindTruths(IReadOnlyList<PlantYear> plants)
    {
        const long hour = YearCalendar.Hour, day = YearCalendar.Day;
        PlantYear Of(string name) => plants.Single(year => year.Plant.Name == name);
        var (monstera, orchid, basil, fern, rosemary) = (Of(Monstera), Of(Orchid), Of(Basil), Of(Fern), Of(Rosemary));
        var (christmas, august) = (YearCalendar.At(12, 23), YearCalendar.At(8, 3));
        var (cold, air) = (orchid.Air.Temperature, rosemary.Air.Temperature);
        Find("Waterlogged for 24 days", monstera, step => monstera.Soil[step] > 83, _flood, 30 * hour, "soil_moisture.high");
        Find("Cold night by an open window", orchid, step => cold[step] < 12, _coldNight, 2 * hour, "temperature.low");
        Find("Dry at Christmas", basil, step => basil.Soil[step] < 34, christmas, 6 * hour, "soil_moisture.low");
        Find("Dry in August, near death", fern, step => fern.Soil[step] < 22, august, 6 * hour, "soil_moisture.low", true);
        Find("Arctic spell on the balcony", rosemary, step => air[step] < -11, _frost, 2 * hour, "temperature.low", true);
        var (from, to) = (YearCalendar.At(11, 15), YearCalendar.At(2, 1));
        _problems.Add(new PlantedProblem("Dark winter", Monstera, from, to, 30 * day, "light.low"));
    }

    private void Find(
        string name, PlantYear year, Predicate<int> isSo, long after, long within, string rule, bool isCritical = false)
    {
        var first = YearCalendar.StepOf(after);
        while (!isSo(first)) first++;
        var last = first;
        while (last + 1 < YearCalendar.Steps && isSo(last + 1)) last++;
        var (from, to) = (YearCalendar.TimeOf(first), YearCalendar.TimeOf(last + 1));
        _problems.Add(new PlantedProblem(name, year.Plant.Name, from, to, within, rule) { IsCritical = isCritical });
    }
}
