using System.Globalization;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// Reads a number that came as text: <c>22.80</c>, <c> +5</c>, <c>21,5</c>, <c>22.5 °C</c>. Words that sensors and other systems
/// send where they have no value (<c>nan</c>, <c>unavailable</c>) are no value, and not a mistake.
/// </summary>
internal static class NumberText
{
    /// <summary>A longer text is no number.</summary>
    public const int MaxLength = 64;

    private static readonly string[] NoValue =
    [
        "", "nan", "-nan", "+nan", "nan(ind)", "-nan(ind)", "nanq", "inf", "-inf", "+inf", "infinity", "-infinity", "ovf", "null",
        "nil", "none", "unavailable", "unknown", "undefined", "n/a", "na", "n.a.", "-", "--", "---", "error", "err", "fail",
        "failed", "invalid", "disconnected",
    ];

    private static readonly (string Text, NumberUnit Unit)[] Units =
    [
        ("", NumberUnit.None), ("%", NumberUnit.None), ("%rh", NumberUnit.None), ("% rh", NumberUnit.None),
        ("°c", NumberUnit.None), ("c", NumberUnit.None), ("℃", NumberUnit.None), ("celsius", NumberUnit.None),
        ("lx", NumberUnit.None),
        ("lux", NumberUnit.None), ("v", NumberUnit.Volt), ("mv", NumberUnit.Millivolt), ("klx", NumberUnit.Thousands),
        ("klux", NumberUnit.Thousands), ("°f", NumberUnit.Fahrenheit), ("f", NumberUnit.Fahrenheit),
        ("µs/cm", NumberUnit.None), ("μs/cm", NumberUnit.None), ("us/cm", NumberUnit.None), ("ms/cm", NumberUnit.Thousands),
        ("ds/m", NumberUnit.Thousands), ("℉", NumberUnit.Fahrenheit), ("fahrenheit", NumberUnit.Fahrenheit),
    ];

    /// <summary>What a text says.</summary>
    public static TextNumber Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n\0\u00a0");
        if (text.Length > MaxLength) return TextNumber.NotANumber;
        var end = EndOfNumber(text);
        if (end == 0) return IsNoValue(text) ? TextNumber.NoValue : TextNumber.NotANumber;
        if (UnitOf(text[end..].Trim(" \u00a0")) is not { } unit) return TextNumber.NotANumber;
        Span<char> number = stackalloc char[MaxLength];
        text[..end].CopyTo(number);
        number = number[..end];
        if (IsGrouped(number)) return TextNumber.NotANumber;
        number.Replace(',', '.');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new TextNumber(NumberKind.Value, value, unit) { HasDecimals = number.Contains('.') }
            : TextNumber.NotANumber;
    }

    /// <summary>Whether it is a word that stands for no value.</summary>
    public static bool IsNoValue(ReadOnlySpan<char> text)
    {
        foreach (var word in NoValue)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The unit with that name; <see langword="null"/> where it is not known.</summary>
    public static NumberUnit? UnitOf(ReadOnlySpan<char> text)
    {
        foreach (var (name, unit) in Units)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase)) return unit;
        }

        return null;
    }

    // Sign, digits with one point or comma among them, exponent; 0 where there is no digit.
    private static int EndOfNumber(ReadOnlySpan<char> text)
    {
        var at = text is ['+' or '-', ..] ? 1 : 0;
        var (digits, hasPoint) = (0, false);
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at])) digits++;
            else if (text[at] is '.' or ',' && !hasPoint) hasPoint = true;
            else break;
        }

        if (digits == 0) return 0;
        if (at == text.Length || text[at] is not ('e' or 'E')) return at;
        var exponent = at + 1;
        if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
        var first = exponent;
        while (exponent < text.Length && char.IsAsciiDigit(text[exponent])) exponent++;
        return exponent > first ? exponent : at;
    }

    // 1,250 may be one and a quarter or a thousand and more.
    private static bool IsGrouped(ReadOnlySpan<char> number)
    {
        var comma = number.IndexOf(',');
        return comma > 0 && number.Length - comma == 4 && number[..comma].TrimStart("+-").TrimStart('0').Length > 0;
    }
}

/// <summary>What a text says where a number is expected.</summary>
internal enum NumberKind
{
    Value,

    /// <summary>That there is none.</summary>
    NoValue,

    NotANumber,
}

/// <summary>In what a number is, where its text says so.</summary>
internal enum NumberUnit
{
    /// <summary>It says none, or the one that the metric has.</summary>
    None,
    Fahrenheit,
    Volt,
    Millivolt,

    /// <summary>A thousand times the metric's own.</summary>
    Thousands,
}

/// <summary>A number that came as text.</summary>
internal readonly record struct TextNumber(NumberKind Kind, double Value, NumberUnit Unit)
{
    public static readonly TextNumber NoValue = new(NumberKind.NoValue, double.NaN, NumberUnit.None);
    public static readonly TextNumber NotANumber = new(NumberKind.NotANumber, double.NaN, NumberUnit.None);

    /// <summary>Whether it is written with a decimal point or comma.</summary>
    public bool HasDecimals { get; init; }

    /// <summary>Whether its text says that it is a voltage.</summary>
    public bool IsVolts => Unit is NumberUnit.Volt or NumberUnit.Millivolt;

    /// <summary>The value in the metric's own unit.</summary>
    public double InOwnUnit => Unit switch
    {
        NumberUnit.Fahrenheit => Celsius(Value),
        NumberUnit.Millivolt => Value / 1000,
        NumberUnit.Thousands => Value * 1000,
        _ => Value,
    };

    public static double Celsius(double fahrenheit) => Math.Round((fahrenheit - 32) / 1.8, 4);
}
