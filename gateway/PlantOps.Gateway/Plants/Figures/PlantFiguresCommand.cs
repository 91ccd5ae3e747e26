using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants.Forecast;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary><c>plant figures</c>: what a plant's readings tell.</summary>
internal static class PlantFiguresCommand
{
    public static Command Create()
    {
        var id = PlantCommand.Id();
        var wire = PlantsJson.Default.PlantFiguresView;
        return new Command("figures", "Shows what a plant's readings tell: when it will be too dry, water, air and light.") { id }
            .Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PlantCommand.PathOf(result.GetRequiredValue(id), "/figures"), wire, cancellationToken),
            wire,
            (figures, _) => Print(figures));
    }

    /// <summary>When it will be too dry, as one line says it.</summary>
    internal static string Dry(DryForecastView? forecast) => forecast switch
    {
        { Latest: <= 0 } => "now",
        { Earliest: { } earliest, Likely: { } likely, Latest: { } latest, Confidence: { } confidence } =>
            Text($"in {earliest:0.0} to {latest:0.0} days, most likely {likely:0.0} (so {confidence * 100:0} % of the time)"),
        { Unknown: { } why } => $"not known: {Why(why)}",
        _ => "not known",
    };

    private static void Print(PlantFiguresView figures)
    {
        Line("Too dry", Dry(figures.DryForecast));
        Line("Last watered", figures.LastWatered is { } at ? LocalTime.Of(at) : null);
        Line("Dries by", figures.DryingRate is { } rate ? Text($"{rate:0.0} points a day") : null);
        Line("Air", figures.VapourPressureDeficit is { } deficit
            ? Text($"vapour pressure deficit {deficit:0.00} kPa, dew point {figures.DewPoint:0.0} °C") : null);
        Line("Light", figures.LightYesterday is { } light ? Text($"{light:0.0} mol/m² yesterday") : null);
    }

    private static void Line(string name, string? text) => Console.WriteLine($"{name + ":",-14}{text ?? "not known"}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Why(DryUnknown why) => why switch
    {
        DryUnknown.NoDevice => "no device watches it",
        DryUnknown.NoLimit => "nothing says how dry it may become",
        DryUnknown.NoSoil => "its device measures no soil moisture",
        DryUnknown.RawOnly => "its probe sends raw values only and is not calibrated",
        DryUnknown.Silent => "nothing was measured lately",
        DryUnknown.Doubted => "what its probe measures cannot be trusted",
        DryUnknown.ProbeOut => "its probe is out of the soil",
        DryUnknown.Frozen => "the soil is frozen",
        DryUnknown.NoWatering => "no watering has been seen yet",
        DryUnknown.JustWatered => "it was just watered, and water is still running out below",
        DryUnknown.TooFewDays => "it has not been seen drying for two days yet",
        DryUnknown.NotDrying => "it does not become drier",
        _ => "not within 90 days",
    };
}
