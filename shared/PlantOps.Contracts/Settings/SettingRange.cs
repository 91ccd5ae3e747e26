namespace PlantOps.Contracts.Settings;

/// <summary>Number ranges of settings.</summary>
internal static class SettingRange
{
    /// <summary>
    /// The number as an int; beyond that the largest there is, which no setting accepts, rather than a number that wrapped
    /// around.
    /// </summary>
    public static int Clip(long value) => value > int.MinValue && value <= int.MaxValue ? (int)value : int.MaxValue;
}
