namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What is stored.</summary>
public partial interface IWords
{
    string Data { get; }

    string HowMuchThereIs { get; }

    string OnDisk { get; }

    string BytesADay { get; }

    string DiskFree { get; }

    string RoomFor { get; }

    string HowMany { get; }

    string SinceDay { get; }

    string HowLongKept { get; }

    string HowLongKeptHelp { get; }

    string ThisWouldGo { get; }

    string LetItGo { get; }

    string TakeOut { get; }

    string TakeOutHelp { get; }

    string OfWhichDevice { get; }

    string AllDevices { get; }

    string FromDay { get; }

    string ToDay { get; }

    string FileFormat { get; }

    string Download { get; }

    string BringIn { get; }

    string BringInHelp { get; }

    string File { get; }

    string FileNeeded { get; }

    string MakeDevices { get; }

    string SkipBadRows { get; }

    string NothingWasStored { get; }

    string RollUpAnew { get; }

    string RollUpAnewHelp { get; }

    /// <summary>A tier of history by its name on the wire.</summary>
    string Tier(string tier);

    /// <summary>For how many days a tier is kept, as the name of a field.</summary>
    string KeepTier(string tier);

    string StoredBytes(string size);

    string Size(long bytes);

    string Count(long number);

    string Years(long years);

    /// <summary>A day, from its start in Unix milliseconds UTC.</summary>
    string Day(long at);

    string WouldGo(string tier, int days, string rows);

    string RetentionProblem(string problem);

    string Imported(long added, long existing, long left);

    string RolledUpAnew(long days);
}
