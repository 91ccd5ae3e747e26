namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Messages that could not be read.</summary>
public partial interface IWords
{
    string SetAside { get; }

    string SetAsideHelp { get; }

    string EveryMessageRead { get; }

    string TryAgain { get; }

    string TryAllAgain { get; }

    string TakeMessageAway { get; }

    string TakeAllAway { get; }

    string TakenAwayForGood { get; }

    string WhatIsInIt { get; }

    string OlderOnes { get; }

    string UnknownDevice { get; }

    string CouldNotBeRead(int messages);

    /// <summary>What came of another try.</summary>
    string TriedAgain(int read, int left);

    /// <summary>A reason by its name on the wire.</summary>
    string SetAsideReason(string reason);

    string Bytes(long count);
}
