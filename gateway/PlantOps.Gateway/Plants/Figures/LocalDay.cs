namespace PlantOps.Gateway.Plants.Figures;

/// <summary>Days as people at the plant's place count them.</summary>
internal static class LocalDay
{
    /// <summary>The midnight before, or so many days before that; Unix milliseconds.</summary>
    public static long Start(long time, TimeZoneInfo zone, int daysBefore = 0)
    {
        var midnight = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).Date.AddDays(-daysBefore);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }
}
