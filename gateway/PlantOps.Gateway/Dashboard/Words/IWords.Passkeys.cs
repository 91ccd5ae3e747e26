namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Passkeys.</summary>
public partial interface IWords
{
    string Passkeys { get; }

    string PasskeysWhy { get; }

    string AddPasskey { get; }

    string UsePasskey { get; }

    string RemovePasskey { get; }

    string NoPasskeys { get; }

    string PasskeyMade { get; }

    string PasskeyUsed { get; }

    string PasskeyFailed { get; }

    string PasskeysNeedName { get; }

    string PasskeysNeedTrust { get; }

    string PasskeyCount(int count);
}
