namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>Settings on the command line: <c>--Key value</c> or <c>--Key=value</c>.</summary>
internal static class ServeArguments
{
    /// <summary>Every setting there is. One that is not here would be ignored in silence.</summary>
    private static readonly string[] Settings =
    [
        "DataDirectory", "Listen", "Http:Port", "Https:Port", "Mqtt:TlsPort", "Mqtt:PlainPort", "MaxConnections",
        "Store:Provider", "Store:ConnectionString",
        "Store:ConnectionStringFile",
        "Certificates:Names", "Certificates:CopyCaTo", "Enrolment:CodeLifetime", "Retention:RawDays",
        "Retention:QuarterHourDays", "Retention:HourDays", "Retention:DayDays", "Alerts:TimeZone", "Notifications:PublicUrl",
        "Notifications:AllowLocalTargets", "Notifications:GiveUpAfterHours", "Notifications:BatchSeconds", "Audit:KeepDays",
        "Log:Format", "Log:Level",
    ];

    /// <summary>What is wrong with the arguments; <see langword="null"/> where nothing is. Values are checked where they are used.</summary>
    public static string? Problem(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            {
                return $"'{argument}' is neither a command nor a setting of the form --Key value. Try --help.";
            }

            var key = argument[2..].Split('=')[0];
            if (!Settings.Any(setting => IsOrIsIn(key, setting))) return $"--{key} is no setting. There are: {string.Join(", ", Settings)}.";
            if (argument.Contains('=', StringComparison.Ordinal)) continue;
            i++;
            if (i == arguments.Count || arguments[i].StartsWith("--", StringComparison.Ordinal)) return $"{argument} needs a value.";
        }

        return null;
    }

    // A list has its entries below it: Certificates:Names:0.
    private static bool IsOrIsIn(string key, string setting) =>
        key.Equals(setting, StringComparison.OrdinalIgnoreCase) || key.StartsWith(setting + ":", StringComparison.OrdinalIgnoreCase);
}
