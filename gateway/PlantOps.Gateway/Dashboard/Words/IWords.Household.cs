namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>People, and the browsers that they are signed in with.</summary>
public partial interface IWords
{
    string Household { get; }

    string AddPerson { get; }

    string LetSomebodyIn { get; }

    string ThisBrowser { get; }

    string LastUsed { get; }

    string EndSession { get; }

    string EndAll { get; }

    string EndAllOthers { get; }

    string NotSignedIn { get; }

    string ToldAtAnyHour { get; }

    string CriticalAnyway { get; }

    string NothingWhileQuiet { get; }

    string NoDigest { get; }

    string NoChannelIsTheirs { get; }

    string SignedInOnly { get; }

    string SayWhatTheyAreTold { get; }

    string ChangePerson { get; }

    string WhenAndHow { get; }

    string QuietFrom { get; }

    string QuietTo { get; }

    string QuietHelp { get; }

    string CriticalAtNight { get; }

    string DigestTime { get; }

    string DigestHelp { get; }

    string TimeZone { get; }

    string TimeZoneHelp { get; }

    string Rights { get; }

    string RightsHelp { get; }

    string RemovePerson { get; }

    string Remove { get; }

    string TimeNeeded { get; }

    string OtherTimeNeeded { get; }

    string ZoneNeeded { get; }

    string NameInUse { get; }

    string OwnRightsStay { get; }

    string ChannelIsGone { get; }

    string SomebodyElseChangedIt { get; }

    string People(int count);

    string WaitToComeIn(int count);

    string QuietBetween(string begin, string until);

    string DigestAt(string time);

    string ToldThrough(string channels);

    string TypeToRemove(string name);

    string NotTheName(string name);
}
