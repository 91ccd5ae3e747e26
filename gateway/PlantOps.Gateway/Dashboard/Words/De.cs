using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German.</summary>
internal sealed partial class De : IWords
{
    public string Language => "de";

    public string Description => "Wie es deinen Pflanzen geht";

    public string SkipToContent => "Zum Inhalt";

    public string MainNavigation => "Hauptmenü";

    public string Plants => "Pflanzen";

    public string SignOut => "Abmelden";

    public string ToFirstPage => "Zu deinen Pflanzen";

    public string Correlation => "Im Protokoll steht es unter";

    public string SignIn => "Anmelden";

    public string ShowThisCode => "Das ist dein Code";

    public string WhoLetsYouIn =>
        "Bitte jemanden, der schon drin ist: Wer Eigentümer ist, sieht ihn auf der Seite der Pflanzen und lässt dich herein.";

    public string AtTheMachine => "Oder gib auf dem Rechner ein, auf dem PlantOps läuft:";

    public string GoOn => "Weiter";

    public string GoOnOnceLetIn => "Diese Seite geht von selbst weiter, sobald du drin bist.";

    public string TurnedAway => "Du wurdest abgewiesen";

    public string AskAgain => "Noch einmal fragen";

    public string TooManyWait => "Zu viele warten auf Einlass. Versuche es in ein paar Minuten wieder.";

    public string LinkIsOver => "Dieser Link gilt nicht mehr";

    public string LinkIsOverHelp =>
        "Er gilt einmal, 15 Minuten lang und nur in einem Browser auf dem Rechner, auf dem PlantOps läuft. Dort gibt "
        + "dieser Befehl einen neuen aus:";

    public string CookieNotKept => "Dieser Browser hat die Anmeldung nicht behalten";

    public string CookieNotKeptHelp =>
        "Safari behält für http://localhost keine. Öffne die Adresse mit TLS und lass dich mit dem Code herein, den sie zeigt:";

    public string GoodUntil => "Er gilt zehn Minuten.";

    public string WhoWantsIn => "Wer möchte herein";

    public string NobodyWantsIn => "Niemand wartet auf Einlass.";

    public string HowToAsk => "Wer diese Adresse in einem Browser öffnet, bekommt einen Code gezeigt und erscheint hier.";

    public string CompareCode => "Lass nur herein, wessen Bildschirm dir genau diesen Code zeigt.";

    public string NameOfPerson => "Name";

    public string MayDo => "Darf";

    public string LetIn => "Hereinlassen";

    public string TurnAway => "Abweisen";

    public string NameNeeded => "Sag, wer es ist: ein Name mit bis zu 64 Zeichen, nicht „local“, „gateway“ oder „device“.";

    public string NobodyWaits => "Mit diesem Code wartet niemand mehr.";

    public string TrustTitle => "Lass dieses Gerät PlantOps vertrauen";

    public string TrustWhy =>
        "PlantOps läuft bei dir zu Hause und hat sein Zertifikat selbst gemacht. Kennt dieses Gerät es einmal, warnt kein "
        + "Browser mehr, und niemand dazwischen kann mitlesen.";

    public string TrustReach =>
        "Es kann nur für Namen und Adressen eines Haushalts bürgen, nie für eine Bank oder eine andere "
        + "Seite, und du kannst es in den Einstellungen dieses Geräts jederzeit entfernen.";

    public string TrustCompare =>
        "Um sicherzugehen, vergleiche diese Wörter mit dem, was „plantops certificates“ auf dem Rechner sagt:";

    public string TrustLimit =>
        "Installiere es nur im eigenen Netz: Diese Seite kommt unverschlüsselt, und ein Fremder dazwischen könnte ein "
        + "anderes Zertifikat unterschieben.";

    public string GetCertificate => "Zertifikat laden";

    public string OnIPhone => "iPhone und iPad";

    public string OnAndroid => "Android";

    public string OnDesktop => "Windows, Mac und Linux";

    public IReadOnlyList<string> IPhoneSteps =>
    [
        "Lade das Zertifikat in Safari und erlaube das Profil.",
        "Einstellungen › Allgemein › VPN und Geräteverwaltung: Öffne das Profil und installiere es.",
        "Einstellungen › Allgemein › Info › Zertifikatsvertrauenseinstellungen: Schalte es ein.",
    ];

    public IReadOnlyList<string> AndroidSteps =>
    [
        "Lade das Zertifikat.",
        "Einstellungen › Sicherheit › Verschlüsselung und Anmeldedaten › Zertifikat installieren › CA-Zertifikat.",
        "Bestätige und wähle die Datei household.crt aus deinen Downloads.",
    ];

    public IReadOnlyList<string> DesktopSteps =>
    [
        "Lade das Zertifikat.",
        "Windows: Öffne es und installiere es für den aktuellen Benutzer unter „Vertrauenswürdige "
        + "Stammzertifizierungsstellen“. Mac: Öffne es in der Schlüsselbundverwaltung und stelle es auf „Immer vertrauen“.",
        "Firefox, und Chrome unter Linux: Einstellungen › Datenschutz und Sicherheit › Zertifikate › "
        + "Zertifizierungsstellen › Importieren.",
    ];

    public string TrustWaits => "Warte, bis dieses Gerät ihm vertraut …";

    public string TrustDone => "Dieses Gerät vertraut ihm. Es geht weiter …";

    public string GoOnWithout => "Ohne weiter";

    public string GoOnWithoutHelp => "Dein Browser warnt dich einmal; verschlüsselt ist die Verbindung trotzdem.";

    public string SignedInAs(string name, string role) => $"{name}, {Role(role)}";

    public string Role(string role) => role switch
    {
        TokenRoles.Owner => "Eigentümer",
        TokenRoles.Waters => "gießt",
        TokenRoles.DeviceManager => "verwaltet Geräte",
        _ => "sieht nur zu",
    };

    public string ProblemTitle(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Das darfst du nicht",
        StatusCodes.Status404NotFound => "Diese Seite gibt es nicht",
        StatusCodes.Status429TooManyRequests => "Zu viele Anfragen",
        StatusCodes.Status503ServiceUnavailable => "Das lässt sich gerade nicht lesen",
        >= StatusCodes.Status500InternalServerError => "Hier ist etwas schiefgegangen",
        _ => "Das hat nicht geklappt",
    };

    public string ProblemHelp(int status) => status switch
    {
        StatusCodes.Status403Forbidden =>
            "Deine Rolle umfasst es nicht. Ein Eigentümer kann dich mit einer anderen Rolle neu hereinlassen.",
        StatusCodes.Status404NotFound => "Vielleicht ist die Pflanze fort, oder die Adresse hat einen Fehler.",
        StatusCodes.Status429TooManyRequests => "Warte einen Moment und lade die Seite neu.",
        StatusCodes.Status503ServiceUnavailable =>
            "Was deine Geräte senden, wird aufgehoben und geht nicht verloren. Lade die Seite in einer Minute neu.",
        >= StatusCodes.Status500InternalServerError => "Das ist ein Fehler von PlantOps, nicht deiner. Mehr steht im Protokoll.",
        _ => "Geh zurück und sieh nach, was du eingegeben hast.",
    };

    public string WillBeSent => "Gegossen. Das wird gesendet, sobald eine Verbindung da ist.";

    public string TypedIsKept =>
        "Deine Sitzung war beendet. Was du eingegeben hast, steht wieder hier und ist noch nicht gespeichert.";
}
