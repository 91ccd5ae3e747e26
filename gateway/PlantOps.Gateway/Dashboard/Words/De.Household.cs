namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of people.</summary>
internal sealed partial class De
{
    public string Household => "Haushalt";

    public string AddPerson => "Person hinzufügen";

    public string LetSomebodyIn => "Jemanden hereinlassen";

    public string ThisBrowser => "dieser Browser";

    public string LastUsed => "zuletzt benutzt";

    public string EndSession => "Beenden";

    public string EndAll => "Alle beenden";

    public string EndAllOthers => "Alle anderen beenden";

    public string NotSignedIn => "Nirgends angemeldet.";

    public string ToldAtAnyHour => "Bekommt zu jeder Zeit Bescheid.";

    public string CriticalAnyway => "Was kritisch ist, wird trotzdem gesagt.";

    public string NothingWhileQuiet => "Dann wird nichts gesagt, auch nicht, was kritisch ist.";

    public string NoDigest => "Kein täglicher Überblick.";

    public string NoChannelIsTheirs => "Kein Kanal erreicht sie: Nachrichten bekommt sie keine.";

    public string SignedInOnly => "Nur angemeldet: Niemand hat gesagt, was sie erfährt.";

    public string SayWhatTheyAreTold => "Sagen, wann und wie sie Bescheid bekommt";

    public string ChangePerson => "Ändern";

    public string WhenAndHow => "Wann und wie sie Bescheid bekommt";

    public string QuietFrom => "Ruhe ab";

    public string QuietTo => "Ruhe bis";

    public string QuietHelp =>
        "Nach der Uhr an ihrer Wand; über Mitternacht, wenn das Ende davor liegt. Beide leer: keine Ruhezeit.";

    public string CriticalAtNight => "Was kritisch ist, auch in der Ruhezeit sagen";

    public string DigestTime => "Täglicher Überblick um";

    public string DigestHelp => "Eine Nachricht am Tag, wie es allen Pflanzen geht. Leer: keine.";

    public string TimeZone => "Zeitzone";

    public string TimeZoneHelp => "Zum Beispiel Europe/Berlin oder America/New_York.";

    public string Rights => "Darf";

    public string RightsHelp => "In jedem Browser, in dem sie angemeldet ist.";

    public string RemovePerson => "Diese Person entfernen";

    public string Remove => "Entfernen";

    public string TimeNeeded => "Eine Uhrzeit wie 22:00.";

    public string OtherTimeNeeded => "Eine andere Zeit als der Beginn.";

    public string ZoneNeeded => "Eine Zeitzone wie Europe/Berlin.";

    public string NameInUse => "So heißt schon jemand anderes.";

    public string OwnRightsStay =>
        "Deine eigenen Rechte kannst du dir nicht nehmen: Das kann ein anderer Eigentümer oder das Terminal.";

    public string ChannelIsGone => "Diesen Kanal gibt es nicht mehr.";

    public string SomebodyElseChangedIt =>
        "Jemand anderes hat das gerade geändert. Sieh nach, ob es so noch stimmt, und speichere noch einmal.";

    public string People(int count) => count == 1 ? "1 Person" : $"{count} Personen";

    public string WaitToComeIn(int count) => count == 1 ? "1 Browser wartet auf Einlass" : $"{count} Browser warten auf Einlass";

    public string QuietBetween(string begin, string until) => $"Ruhe von {begin} bis {until}.";

    public string DigestAt(string time) => $"Täglicher Überblick um {time}.";

    public string ToldThrough(string channels) => $"Bekommt Bescheid über {channels}";

    public string TypeToRemove(string name) =>
        $"Sie bekommt keinen Bescheid mehr und wird in ihren Browsern abgemeldet. Gib „{name}“ ein, wenn das gemeint ist";

    public string NotTheName(string name) => $"Das ist nicht „{name}“.";
}
