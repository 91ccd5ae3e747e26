namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What kinds of plants need.</summary>
public partial interface IWords
{
    string SpeciesTitle { get; }

    string SearchSpecies { get; }

    string SearchSpeciesHelp { get; }

    string NoOwnSpecies { get; }

    string OwnSpecies { get; }

    string OwnOne { get; }

    string ChangedOne { get; }

    string AddASpecies { get; }

    string ChangeSpecies { get; }

    string ChangeSpeciesHelp { get; }

    string ScientificName { get; }

    string EnglishNames { get; }

    string GermanNames { get; }

    string FrenchNames { get; }

    string SpanishNames { get; }

    string WithCommas { get; }

    string WhenToWater { get; }

    string HowOftenToFeed { get; }

    string ToPets { get; }

    string ToChildren { get; }

    string WhereFrom { get; }

    string RemoveSpecies { get; }

    string AsItCame { get; }

    string SpeciesIsThere { get; }

    string SpeciesKnown(int count, int own);

    string SpeciesMatches(int count);

    string SpeciesInUse(string plants);

    /// <summary>What a range is of, by its name on the wire.</summary>
    string SpeciesRange(string name);

    /// <summary>An end of a range, by its name on the wire.</summary>
    string RangeEnd(string name);

    /// <summary>What a plant does to those who chew on it, by its name on the wire.</summary>
    string Toxic(string name);

    string SpeciesProblem(string problem);
}
