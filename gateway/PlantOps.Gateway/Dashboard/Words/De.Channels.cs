namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of by what people are told.</summary>
internal sealed partial class De
{
    public string Messages => "Nachrichten";

    public string NobodyIsTold => "Niemand erfährt etwas";

    public string NobodyIsToldHelp => "Niemand erfährt, wenn eine Pflanze jemanden braucht.";

    public string LastDidNotArrive => "Die letzte Nachricht kam nicht an.";

    public string LookAtIt => "Ansehen";

    public string NotUsed => "Nicht benutzt";

    public string AddAChannel => "Einen Weg hinzufügen";

    public string AddAChannelHelp => "Wähle, worüber. Ein Test folgt sofort, damit du siehst, ob er ankommt.";

    public string NameOfChannel => "Wie er heißen soll";

    public string NameOfChannelHelp => "Zum Beispiel: Adas Telefon";

    public string SendATest => "Test senden";

    public string TestWasNotSent => "Der Test ging nicht hinaus.";

    public string DidItArrive => "Ist er angekommen?";

    public string YesUseIt => "Ja, benutzen";

    public string NoItDidNot => "Nein";

    public string WhyItDidNotArrive =>
        "Die Gegenseite hat den Test angenommen. Sieh nach, ob er woanders gelandet ist: in einem anderen Topic, einem anderen "
        + "Chat, im Spam-Ordner.";

    public string ChangedMeanwhile => "Inzwischen hat ihn jemand anderes geändert. Sieh ihn dir noch einmal an.";

    public string HowItIsUsed => "Wie er benutzt wird";

    public string UseIt => "Benutzen";

    public string OfWhat => "Berichtet";

    public string OfEverything => "alles, was jemanden braucht";

    public string OfWhatCannotWait => "nur, was nicht warten kann";

    public string WhoIsTold => "Wem er gehört";

    public string WhoIsToldHelp =>
        "Ruhezeit und Tagesbericht dieser Personen gelten. Ein Weg, der niemandem gehört, erfährt alles sofort.";

    public string EverybodyAtOnce => "Er erfährt alles sofort, auch nachts. Ruhezeiten gehören zu Personen.";

    public string RemoveChannel => "Entfernen";

    public string RemoveChannelHelp => "Darüber wird nichts mehr berichtet, und seine Geheimnisse sind fort.";

    public string Deliveries => "Was aus jeder Nachricht wurde";

    public string DeliveriesHelp => "Nachrichten der letzten 30 Tage, die neuesten zuerst.";

    public string NoDelivery => "In den letzten 30 Tagen gab es keine Nachricht.";

    public string RemovedChannel => "entfernt";

    public string HeldTitle => "Kommt später";

    public string HeldHelp => "Es wartet, bis Ruhezeit oder Aufschub enden, und wird berichtet, wenn es dann noch so ist.";

    public string ToldBy(int channels) =>
        channels switch { 0 => NobodyIsTold + ".", 1 => "Ein Weg ist eingerichtet.", _ => $"{channels} Wege sind eingerichtet." };

    public string DidNotArrive(string channel) => $"{channel}: Die letzte Nachricht kam nicht an.";

    public string TestWasSent(string channel) => $"Ein Test ging an {channel}.";

    public string TellsWhom(string names, bool onlyCritical) =>
        $"{(names.Length == 0 ? "Berichtet sofort" : $"Berichtet {names}")}{(onlyCritical ? ", was nicht warten kann." : " alles.")}";

    public string ChannelKind(string name, string title) => name switch
    {
        "email" => "E-Mail",
        "webhook" => "Webhook",
        _ => title,
    };

    public string ChannelField(string name) => name switch
    {
        "url" => "Adresse",
        "token" => "Token",
        "chat_id" => "Chat",
        "topic" => "Topic",
        "key" => "Schlüssel",
        "host" => "Mailserver",
        "port" => "Port",
        "security" => "Verschlüsselung",
        "user" => "Benutzer",
        "password" => "Passwort",
        "from" => "Von",
        "to" => "An",
        _ => name,
    };

    public string ChannelFieldHelp(string kind, string field, string help, bool isRequired)
    {
        var says = (kind, field) switch
        {
            ("ntfy" or "telegram", "url") => "ein anderer Server als der öffentliche",
            (_, "url") => "wohin Nachrichten geschickt werden",
            ("ntfy", "topic") => "das Topic; wer es kennt, kann mitlesen",
            ("ntfy", "token") => "ein Zugangstoken",
            (_, "token") => "das Token des Bots",
            (_, "chat_id") => "der Chat, in den der Bot schreibt",
            (_, "key") => "womit Nachrichten signiert werden, mindestens 16 Zeichen",
            (_, "host") => "zum Beispiel mail.example.org",
            (_, "port") => "sein Port; sonst 587",
            (_, "security") => "starttls, sofern nichts dasteht, tls, oder none für einen Server im eigenen Netz",
            (_, "user") => "wer sich am Mailserver anmeldet",
            (_, "password") => "womit er sich anmeldet",
            (_, "from") => "die Adresse des Absenders",
            (_, "to") => "wer sie bekommt",
            _ => help,
        };
        return isRequired ? $"{char.ToUpperInvariant(says[0])}{says[1..]}." : $"Darf leer bleiben: {says}.";
    }

    public string SecretStays(string? shown) => shown is null
        ? "Gespeichert ist schon etwas. Bleibt das Feld leer, bleibt es so."
        : $"Gespeichert ist schon etwas, das auf {shown} endet. Bleibt das Feld leer, bleibt es so.";

    public string ChannelProblem(string problem) => problem switch
    {
        "It is needed for this kind." => "Das wird gebraucht.",
        "A whole number." => "Eine ganze Zahl.",
        "1 to 100 printable characters." => "1 bis 100 sichtbare Zeichen.",
        "1 to 65535." => "1 bis 65535.",
        "An address that begins with https://." => "Eine Adresse, die mit https:// beginnt.",
        "An address without a user name in it." => "Eine Adresse ohne Benutzernamen darin.",
        "The name or address of a server." => "Der Name oder die Adresse eines Servers.",
        "A mail address such as fern@example.org." => "Eine Mailadresse wie farn@example.org.",
        "A token such as 123456:ABC-DEF, from @BotFather." => "Ein Token wie 123456:ABC-DEF, von @BotFather.",
        "At least 16 characters." => "Mindestens 16 Zeichen.",
        "starttls, tls or none." => "starttls, tls oder none.",
        "There is a password and nobody to sign in." => "Zu dem Passwort fehlt, wer sich anmeldet.",
        _ when problem.StartsWith("At most", StringComparison.Ordinal) => "Höchstens 2000 sichtbare Zeichen.",
        _ => problem,
    };

    public string Delivery(string state) => state switch
    {
        "Waiting" => "Wartet",
        "Sending" => "Unterwegs",
        "Sent" => "Gesendet",
        "Failed" => "Nicht angekommen",
        _ => "Vielleicht angekommen",
    };

    public string Attempts(int count) =>
        count switch
        {
            0 => "noch nicht versucht",
            1 => "einmal versucht",
            2 => "zweimal versucht",
            _ => $"{count} Mal versucht",
        };
}
