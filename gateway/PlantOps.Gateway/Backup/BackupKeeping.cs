using System.Globalization;

namespace PlantOps.Gateway.Backup;

/// <summary>How many backups are kept: the newest of so many days, weeks and months that have one.</summary>
/// <param name="Days">0–1000.</param>
/// <param name="Weeks">0–1000, from Monday on.</param>
/// <param name="Months">0–1000.</param>
internal sealed record BackupKeeping(int Days, int Weeks, int Months)
{
    private const int Most = 1000;

    /// <summary>As it is set: <c>7d,4w,12m</c>. <see langword="null"/> where it cannot be read or keeps nothing.</summary>
    public static BackupKeeping? Parse(string text)
    {
        var numbers = new Dictionary<char, int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length < 2 || part[^1] is not ('d' or 'w' or 'm')) return null;
            if (!int.TryParse(part[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Most)
                return null;
            if (!numbers.TryAdd(part[^1], number)) return null;
        }

        var keeping = new BackupKeeping(numbers.GetValueOrDefault('d'), numbers.GetValueOrDefault('w'),
            numbers.GetValueOrDefault('m'));
        return keeping.Days + keeping.Weeks + keeping.Months == 0 ? null : keeping;
    }

    /// <summary>Those that are not kept.</summary>
    /// <param name="backups">What there is, in any order.</param>
    /// <param name="zone">Where a day begins.</param>
    public IReadOnlyList<BackupFile> Superfluous(IReadOnlyList<BackupFile> backups, TimeZoneInfo zone)
    {
        var newest = backups.OrderByDescending(backup => backup.TakenAt).ToList();
        var kept = new HashSet<BackupFile>();
        Keep(Days, day => day);
        Keep(Weeks, day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
        Keep(Months, day => new DateOnly(day.Year, day.Month, 1));
        return [.. newest.Where(backup => !kept.Contains(backup))];

        void Keep(int count, Func<DateOnly, DateOnly> period) => kept.UnionWith(newest
            .GroupBy(backup => period(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(backup.TakenAt, zone).DateTime)))
            .Take(count)
            .Select(of => of.First()));
    }
}
