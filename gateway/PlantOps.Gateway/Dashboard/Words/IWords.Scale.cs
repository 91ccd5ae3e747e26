namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What a plant's waterings teach of its soil probe.</summary>
public partial interface IWords
{
    string CalibrationTitle { get; }

    string CalibrationHelp { get; }

    string AfterAWatering { get; }

    string WhereDryingEnds { get; }

    string TakeCalibration { get; }

    string RefuseCalibration { get; }

    string CalibrationLearned(int waterings);

    /// <summary>What is shown now, and what would be were it taken.</summary>
    string NowAndThen(string now, string taken);

    string CalibrationPoints(int dryRaw, int wetRaw);

    string CalibrationOfPercent(double factor, double offset);
}
