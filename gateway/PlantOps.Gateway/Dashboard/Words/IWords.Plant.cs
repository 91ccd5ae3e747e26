namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>One plant.</summary>
public partial interface IWords
{
    string History { get; }

    string WhatIsShown { get; }

    string OfHowLong { get; }

    string ChartHelp { get; }

    string ChartProblem { get; }

    string AsATable { get; }

    string TimeColumn { get; }

    string NotMeasured { get; }

    string NothingInThisTime { get; }

    string FiguresTitle { get; }

    string NobodyKnowsThat { get; }

    string DryIn { get; }

    string LastWatered { get; }

    string DryingRate { get; }

    string VapourPressure { get; }

    string DewPoint { get; }

    string LightYesterday { get; }

    string JournalTitle { get; }

    string NothingNoted { get; }

    /// <summary>A metric by its name on the wire.</summary>
    string MetricName(string metric);

    /// <summary>How long a chart is.</summary>
    string Days(int days);

    string Between(string least, string most);

    string WateredTimes(int times);

    string Gaps(int count, string longest);

    string Ago(string duration);

    /// <summary>What was done, by the name of its kind.</summary>
    string Did(string kind);

    string AllReadingsAsCsv { get; }
}
