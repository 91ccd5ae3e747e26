namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Comparing.</summary>
public partial interface IWords
{
    string CompareTitle { get; }

    string CompareHelp { get; }

    string CompareThem { get; }

    string PlantNumber(int number);

    string NoFurtherPlant { get; }

    string TheTimeBefore(string days);

    string WhoseLine { get; }

    string Least { get; }

    string MeanOf { get; }

    string Most { get; }
}
