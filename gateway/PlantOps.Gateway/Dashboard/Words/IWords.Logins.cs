namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Logins for the broker.</summary>
public partial interface IWords
{
    string Logins { get; }

    string LoginsHelp { get; }

    string ThisIsTheLogin { get; }

    string LoginShownThisOnce { get; }

    string NoLoginYet { get; }

    string MakeALogin { get; }

    string LoginDevices { get; }

    /// <summary>What a login may do, by its kind's name.</summary>
    string LoginMay(string kind);

    string LoginCount(int count);

    string LoginsTooMany(int most);
}
