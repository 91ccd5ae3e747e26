using System.CommandLine;
using System.Globalization;

namespace PlantOps.Gateway.CommandLine.Usage;

/// <summary>An argument that is a number of hours.</summary>
internal static class HoursArgument
{
    private const double MaxHours = 24 * 366;

    public static Argument<double> Create()
    {
        var hours = new Argument<double>("HOURS") { Description = "For how long." };
        hours.CustomParser = argument =>
        {
            var typed = argument.Tokens[^1].Value;
            if (double.TryParse(typed, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxHours)
                return number;
            argument.AddError($"'{typed}' is no number of hours above 0, like 0.5 or 8.");
            return 0;
        };
        return hours;
    }
}
