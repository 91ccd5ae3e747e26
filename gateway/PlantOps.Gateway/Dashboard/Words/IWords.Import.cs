namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>A file that is brought in.</summary>
public partial interface IWords
{
    string ImportLook { get; }

    string ImportStore { get; }

    string WouldBeStored { get; }

    string ImportWhose { get; }

    string ImportMetric { get; }

    string ImportValues { get; }

    string ImportRange { get; }

    string ImportTime { get; }

    string ImportColumns { get; }

    string ImportLeftOut { get; }

    string ImportSources { get; }

    string ImportSourcesHelp { get; }

    string ImportHow { get; }

    string ImportDevice { get; }

    string ImportAsTheFileSays { get; }

    string ImportZone { get; }

    string ImportDateOrder { get; }

    string ImportUnits { get; }

    string ImportUnitsHelp { get; }

    string ImportNoLongerHeld { get; }

    string ImportOf(string file);

    string WouldBeImported(long added, long existing);

    string WouldBeMade(string devices);

    string WouldBeDoubted(long readings);

    string ValuesDoubted(long values, long doubted);

    string ColumnsLeftOut(string columns);

    /// <summary>What cannot be understood, of one kind; the reason and the places are in English.</summary>
    string ImportError(long count, bool costsRow, string reason, string first);
}
