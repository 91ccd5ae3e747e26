namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of people.</summary>
internal sealed partial class En
{
    public string Household => "Household";

    public string AddPerson => "Add a person";

    public string LetSomebodyIn => "Let somebody in";

    public string ThisBrowser => "this browser";

    public string LastUsed => "last used";

    public string EndSession => "End";

    public string EndAll => "End all";

    public string EndAllOthers => "End all others";

    public string NotSignedIn => "Not signed in anywhere.";

    public string ToldAtAnyHour => "Told at any hour.";

    public string CriticalAnyway => "What is critical is said all the same.";

    public string NothingWhileQuiet => "Nothing is said then, not even what is critical.";

    public string NoDigest => "No daily digest.";

    public string NoChannelIsTheirs => "No channel reaches them: they are told nothing by message.";

    public string SignedInOnly => "Signed in only: nobody has said what they are told.";

    public string SayWhatTheyAreTold => "Say when and how they are told";

    public string ChangePerson => "Change";

    public string WhenAndHow => "When and how they are told";

    public string QuietFrom => "Quiet from";

    public string QuietTo => "Quiet until";

    public string QuietHelp => "By the clock on their wall; over midnight where the end comes first. Both empty: none.";

    public string CriticalAtNight => "Say what is critical in quiet hours too";

    public string DigestTime => "Daily digest at";

    public string DigestHelp => "One message a day with how all plants are. Empty: none.";

    public string TimeZone => "Time zone";

    public string TimeZoneHelp => "Like Europe/Berlin or America/New_York.";

    public string Rights => "May";

    public string RightsHelp => "In every browser that they are signed in with.";

    public string RemovePerson => "Remove this person";

    public string Remove => "Remove";

    public string TimeNeeded => "A time of day, like 22:00.";

    public string OtherTimeNeeded => "Another time than the beginning.";

    public string ZoneNeeded => "A time zone like Europe/Berlin.";

    public string NameInUse => "Somebody else has that name.";

    public string OwnRightsStay => "Your own rights are not yours to take away: another owner can, or the terminal.";

    public string ChannelIsGone => "This channel is gone.";

    public string SomebodyElseChangedIt => "Somebody else has just changed it. Look whether this is still right, and save again.";

    public string People(int count) => count == 1 ? "1 person" : $"{count} people";

    public string WaitToComeIn(int count) => count == 1 ? "1 browser waits to be let in" : $"{count} browsers wait to be let in";

    public string QuietBetween(string begin, string until) => $"Quiet from {begin} to {until}.";

    public string DigestAt(string time) => $"Daily digest at {time}.";

    public string ToldThrough(string channels) => $"Told through {channels}";

    public string TypeToRemove(string name) =>
        $"Nothing more is told to them, and their browsers are signed out. Type “{name}” if that is meant";

    public string NotTheName(string name) => $"This is not “{name}”.";
}
