using System.Globalization;
using System.Net;

namespace PlantOps.Gateway.Hosting.Settings;

/// <summary>A setting of the gateway, as help and documentation show it.</summary>
/// <param name="Key">In the configuration, like <c>Http:Port</c>.</param>
/// <param name="Default">What holds where nothing is set, in words where it is no value.</param>
/// <param name="Values">What it can be.</param>
/// <param name="Help">What it does, in one sentence.</param>
internal record Setting(string Key, string Default, string Values, string Help)
{
    /// <summary>Whether it can be given several times, as <c>Key:0</c>, <c>Key:1</c>.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the README shows it, rather than docs/settings.md alone.</summary>
    public bool IsCommon { get; init; }

    /// <summary>Whether its value is one of a few words, which tell a stranger nothing.</summary>
    public bool IsWord { get; init; }

    /// <summary>What a list has: each text of it, and of each text what lies between commas.</summary>
    public IReadOnlyList<string> ReadList(IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        return
        [
            .. section.GetChildren().Select(child => child.Value).Append(section.Value)
                .SelectMany(
                    text => (text ?? string.Empty).Split(
                        ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
    }

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => GatewayConfiguration.EnvironmentPrefix + Key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>A setting that is a whole number.</summary>
internal sealed record NumberSetting(string Key, int Value, int Min, int Max, string Unit, string Help, string? Zero = null)
    : Setting(Key, Text(Value, Zero), Range(Min, Max, Unit, Zero), Help)
{
    private const int MaxDays = 36_500;

    public static NumberSetting Port(string key, int value, string help, string? zero = null) =>
        new(key, value, 1, IPEndPoint.MaxPort, "port", help, zero);

    public static NumberSetting Days(string key, int value, int min, string help, string? zero = null) =>
        new(key, value, min, MaxDays, "days", help, zero);

    /// <summary>What is configured; <see langword="null"/> where that is no such number.</summary>
    public int? Read(IConfiguration configuration) => configuration[Key] is not { Length: > 0 } text ? Value
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsAllowed(number) ? number
        : null;

    private bool IsAllowed(int number) => (number >= Min && number <= Max) || (number == 0 && Zero is not null);

    private static string Text(int value, string? zero) =>
        value.ToString(CultureInfo.InvariantCulture) + (value == 0 && zero is not null ? $" ({zero})" : string.Empty);

    private static string Range(int min, int max, string unit, string? zero) => string.Create(
        CultureInfo.InvariantCulture, $"{unit}, {min} to {max}{(zero is null ? string.Empty : $", or 0 ({zero})")}");
}

/// <summary>A setting that is a span of time, <c>d.hh:mm:ss</c>.</summary>
internal sealed record TimeSetting(string Key, TimeSpan Value, TimeSpan Min, TimeSpan Max, string Help)
    : Setting(Key, $"{Value}", $"time, {Min} to {Max}", Help);

/// <summary>Settings that features on several floors read; every other one is declared in the options that have it.</summary>
internal static class CrossFeatureSettings
{
    /// <summary>Alerts and care go by it, and the doctor says where it is missing.</summary>
    public static readonly Setting TimeZone = new(
        "Alerts:TimeZone", "the machine's", "IANA name, like Europe/Berlin", "Where a plant's day begins.") { IsCommon = true };

    /// <summary>Messages link to it, and the doctor looks whether the certificate has its name.</summary>
    public static readonly Setting PublicUrl = new(
        "Notifications:PublicUrl", "none", "URL", "Where people reach this gateway, for links in messages.") { IsCommon = true };
}
