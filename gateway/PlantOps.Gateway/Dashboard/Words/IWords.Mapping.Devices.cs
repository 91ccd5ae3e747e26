namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What a device sends, and what it is kept as.</summary>
public partial interface IWords
{
    string MappingTitle { get; }

    string MappingAlsoSends { get; }

    string MappingNothingIgnored { get; }

    string MappingKeep { get; }

    string MappingMapped { get; }

    string MappingRemove { get; }

    string MappingKeepAField { get; }

    string MappingKeepIt { get; }

    string MappingField { get; }

    string MappingFieldHelp { get; }

    string MappingKeepAs { get; }

    string MappingChannel { get; }

    string MappingChannelHelp { get; }

    string MappingUnit { get; }

    string MappingOwnUnit { get; }

    string MappingFactor { get; }

    string MappingOffset { get; }

    string MappingFactorHelp { get; }

    string MappingPreset { get; }

    string MappingPresetHelp { get; }

    string MappingNoPreset { get; }

    string MappingPresetReads { get; }

    string MappingReadAgain { get; }

    /// <summary>How often a field came.</summary>
    string MappingSeen(long count);

    /// <summary>What a field is kept as, by its name in a mapping.</summary>
    string MappedAs(string target);

    /// <summary>A unit, by its name in a mapping.</summary>
    string MappingUnitName(string unit);

    /// <summary>What is wrong with a part of a field's mapping, by the part's name.</summary>
    string MappingProblem(string part);

    /// <summary>There are so many fields already.</summary>
    string MappingTooMany(int most);
}
