namespace PlantOps.Contracts.Settings;

/// <summary>Number ranges of settings.</summary>
internal static class SettingRange
{
    /// <summary>The number as an int; beyond that −1, which no setting accepts, rather than a number that wrapped around.</summary>
    public static int Clip(long value) => value >= 0 && value <= int.MaxValue ? (int)value : -1;
}
