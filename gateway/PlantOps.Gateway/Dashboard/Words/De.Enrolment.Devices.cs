namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of letting a device in.</summary>
internal sealed partial class De
{
    public string EnrolName => "Name des Geräts";

    public string EnrolNameHelp => "Zum Beispiel, wo es stehen wird. Er lässt sich später ändern.";

    public string EnrolMakeCode => "Code zeigen";

    public string EnrolDefaultName => "Neuer Sensor";

    public string EnrolCode => "Code";

    public string EnrolCodeIsElsewhere => "Der Code wird nur in dem Browser gezeigt, der nach ihm gefragt hat.";

    public string EnrolGoodFor => "Gilt bis";

    public string EnrolForOne => "für ein Gerät";

    public string EnrolCopy => "Kopieren";

    public string EnrolCopied => "Kopiert";

    public string EnrolSteps => "Drei Schritte";

    public string EnrolPower => "Gib dem ESP32 Strom. Sein Licht ist an, mit einer kurzen Lücke jede Sekunde.";

    public string EnrolJoin =>
        "Verbinde dein Telefon mit dem WLAN „PlantOps-Setup-…“. Es hat kein Passwort; sein Name endet mit vier Zeichen "
        + "der Platine.";

    public string EnrolWifiPicture => "QR-Code: verbindet mit dem WLAN dieser Platine";

    public string EnrolHowFar => "Wie weit es ist";

    public string EnrolShown => "Code gezeigt";

    public string EnrolAsked => "Gerät hat angefragt";

    public string EnrolConnected => "Verbunden";

    public string EnrolMeasured => "Erste Messung";

    public string EnrolDone => "erledigt";

    public string EnrolNow => "wartet";

    public string EnrolNotYet => "noch nicht";

    public string EnrolLookAgain => "Noch einmal nachsehen";

    public string EnrolAnotherCode => "Neuer Code";

    public string EnrolWhichPlant => "Bei welcher Pflanze ist es?";

    public string EnrolPlant => "Pflanze";

    public string EnrolPlantHelp => "Wähle eine deiner Pflanzen, oder gib den Namen einer neuen ein.";

    public string EnrolPlantMissing => "Wähle eine Pflanze, oder gib einen Namen für eine neue ein.";

    public string EnrolOwnerSaysWhich => "Es misst. Wer Eigentümer ist, kann sagen, bei welcher Pflanze es ist.";

    public string EnrolToDevice => "Zum Gerät";

    public string EnrolLetIn(string? name) => name is null ? "Hereingelassen" : $"Hereingelassen als {name}";

    public string EnrolSameBoard(string network) => $"Ist es dieselbe Platine wie vorher, heißt das Netz „{network}“.";

    public string EnrolPaste(string address) =>
        "Seine Seite öffnet sich von selbst, oder unter http://192.168.4.1. Wähle dein WLAN, gib die Adresse des "
        + $"Gateways ein, {address}, "
        + "und füge den Code ein.";

    public string EnrolWatches(string plant) => $"Es beobachtet {plant}.";

    public string EnrolStuck(EnrolTrouble trouble, string? device) => trouble switch
    {
        EnrolTrouble.Nothing => "Seit zwei Minuten nichts",
        EnrolTrouble.WrongCode => "Ein Code wurde gezeigt, der nicht gilt",
        EnrolTrouble.DeviceKnown => $"Diese Platine ist schon bekannt, als {device}",
        EnrolTrouble.Expired => "Die Zeit dieses Codes ist um",
        EnrolTrouble.NotConnected => "Es wurde hereingelassen und verbindet sich nicht",
        EnrolTrouble.NoReading => "Es ist verbunden und hat nicht gemessen",
        _ => string.Empty,
    };

    public IReadOnlyList<string> EnrolRemedies(EnrolTrouble trouble) => trouble switch
    {
        EnrolTrouble.Nothing =>
        [
            "Das Licht: an mit einer kurzen Lücke jede Sekunde heißt, sein WLAN ist offen. Dunkel heißt kein Strom. "
            + "Ein anderer Takt heißt, "
            + "dass es schon eingerichtet ist: Halte seine Taste fünf Sekunden, oder schalte es fünfmal aus und ein.",
            "Das Netz: Der ESP32 hört nur 2,4 GHz, nicht 5 GHz.",
            "Der Name: Verbinde das Telefon mit „PlantOps-Setup-…“ und bleib dort, obwohl es kein Internet hat.",
            "Die Seite des Geräts sagt in ihren ersten Zeilen, was nicht ging.",
        ],
        EnrolTrouble.WrongCode =>
        [
            "Vergleiche, was eingegeben wurde, mit dem Code oben, Gruppe für Gruppe. Der Code oben gilt noch.",
            "Ein Code, der benutzt wurde oder dessen Zeit um ist, gilt auch nicht.",
        ],
        EnrolTrouble.DeviceKnown =>
        [
            "Wurde es gelöscht oder in ein anderes WLAN gebracht? Wähle auf seiner Seite hier „Andere Hardware“ und "
            + "nimm den Code von dort.",
            "Soll es ein neues Gerät sein? Gib es dort erst frei. Der Code oben gilt dann noch.",
        ],
        EnrolTrouble.Expired => ["Frag nach einem neuen. Der alte lässt niemanden herein."],
        EnrolTrouble.NotConnected =>
        [
            "Das Licht: eine halbe Sekunde an, eine halbe aus heißt, dass es versucht. Ist das WLAN des Routers noch da?",
            "Es spricht MQTT mit TLS: Eine Firewall auf dem Rechner des Gateways muss dessen Port hereinlassen, 8883, "
            + "wenn nichts anderes "
            + "eingestellt ist.",
            "Die eingegebene Adresse muss gleich bleiben: Gib dem Gateway im Router eine feste.",
        ],
        EnrolTrouble.NoReading =>
        [
            "Es misst zuerst jede Minute: Warte die nächste Messung ab.",
            "Das Licht: dreimal kurz heißt, dass ein Sensor nichts liefert. Sieh nach seinen Drähten.",
        ],
        _ => [],
    };
}
