using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>When a plant will be too dry if nobody waters it and no rain falls, or why nobody knows. Days from now.</summary>
/// <param name="Earliest">In one of ten cases it is sooner.</param>
/// <param name="Likely">As often sooner as later.</param>
/// <param name="Latest">In one of ten it is later.</param>
/// <param name="Unknown">Why nobody knows, and then the rest is 0.</param>
internal readonly record struct DryForecast(double Earliest, double Likely, double Latest, DryUnknown? Unknown = null)
{
    /// <summary>How often it is between earliest and latest.</summary>
    public const double Confidence = 0.8;

    /// <summary>Of how long a past it is made, in milliseconds: longer, and it is another season.</summary>
    public const long Lookback = 120L * 24 * SoilHour.Length;

    // Points a day; or which part of what it should lose.
    private const double MinRate = 0.2;
    private const double MinPart = 0.25;
    private const double MaxDays = 90;

    public bool IsKnown => Unknown is null;

    /// <summary>Whole days from the earliest to the latest, rounded so that none is left out.</summary>
    public (int From, int To) WholeDays => ((int)Math.Floor(Earliest), (int)Math.Ceiling(Latest));

    /// <param name="hours">Of at most <see cref="Lookback"/>.</param>
    /// <param name="waterings">By time, Unix milliseconds.</param>
    /// <param name="low">Where too dry begins, %.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    public static DryForecast Of(SoilHours hours, IReadOnlyList<long> waterings, double low, long now)
    {
        if (hours.WhyNot is { } why) return Not(why);
        if (hours.Measured.Count == 0) return Not(DryUnknown.NoSoil);
        if (waterings.Count == 0) return Not(DryUnknown.NoWatering);
        if (waterings[^1] > now - DryDown.Drains) return Not(DryUnknown.JustWatered);
        var dryDowns = DryDown.Split(hours.Measured, waterings);
        if (dryDowns.Count == 0 || dryDowns[^1].Hours[^1].Start < waterings[^1]) return Not(DryUnknown.JustWatered);
        var history = new DryingHistory(dryDowns);
        if (history.Level <= low) return default;
        if (!history.IsKnown) return Not(DryUnknown.TooFewDays);
        if (!(history.Rate >= MinRate) || history.LostLately < history.Rate * MinPart) return Not(DryUnknown.NotDrying);
        return Of(history, low, now - dryDowns[^1].Hours[^1].Start - SoilHour.Length);
    }

    public static DryForecast Not(DryUnknown why) => new(0, 0, 0, why);

    private static DryForecast Of(DryingHistory history, double low, long since)
    {
        var foreseen = history.DaysUntil(low);
        if (foreseen > MaxDays) return Not(DryUnknown.TooFar);
        var errors = history.Errors(history.Level - low);
        var elapsed = Math.Max(0, since) / (double)SoilHour.Length / DryDown.HoursADay;
        var likely = At(0.5);
        return new DryForecast(Math.Min(At((1 - Confidence) / 2), likely), likely, Math.Max(At((1 + Confidence) / 2), likely));

        double At(double quantile) => Math.Max(0, ForecastErrors.Days(foreseen, errors, quantile, history.Unseen(low)) - elapsed);
    }
}

/// <summary>Why nobody knows when a plant will be too dry.</summary>
[JsonConverter(typeof(SnakeCaseEnum<DryUnknown>))]
internal enum DryUnknown
{
    /// <summary>No device watches it.</summary>
    NoDevice,

    /// <summary>Nothing says how dry it may become.</summary>
    NoLimit,

    /// <summary>Its device measures no soil moisture.</summary>
    NoSoil,

    /// <summary>Its device sends a raw value only, and nobody has calibrated it.</summary>
    RawOnly,

    /// <summary>Nothing was measured lately.</summary>
    Silent,

    /// <summary>What is measured cannot be trusted.</summary>
    Doubted,

    /// <summary>The probe is in the air.</summary>
    ProbeOut,

    /// <summary>The soil is frozen.</summary>
    Frozen,

    /// <summary>Nobody has seen yet what a watering does to it.</summary>
    NoWatering,

    /// <summary>Water is still running out below.</summary>
    JustWatered,

    /// <summary>It has not been seen drying for two days yet.</summary>
    TooFewDays,

    /// <summary>It does not become drier.</summary>
    NotDrying,

    /// <summary>It takes more than 90 days.</summary>
    TooFar,
}
