namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What is watched.</summary>
public partial interface IWords
{
    string WhatIsWatched { get; }

    string WatchTitle(string plant);

    string LimitsOf(string species);

    string LimitsOfUnknown { get; }

    string OtherRules { get; }

    string NowIs(string value);

    string Limits(bool isLeast, string? warning, string? critical);

    string NoLimitKnown { get; }

    string NothingToSet { get; }

    string RuleIsOff { get; }

    /// <summary>Dry soil is what it needs for now.</summary>
    string RuleRests { get; }

    /// <summary>Where limits are from, by the name that the API has for it.</summary>
    string RuleSource(string origin);

    /// <summary>What a rule looks for, by the name of its kind.</summary>
    string RuleName(string kind, string metric);

    string ChangeIt { get; }

    string WarnAt(string unit);

    string CriticalAt(string unit);

    string WatchThis { get; }

    string TryIt { get; }

    string AsTheSpecies { get; }

    string AsTheDefault { get; }

    string WouldHaveSaid(int days, int alerts);

    string SaidAsItIs(int alerts);

    string NotANumber { get; }

    string CriticalBeforeWarning { get; }
}
