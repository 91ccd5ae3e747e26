namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of the gateway itself.</summary>
internal sealed partial class De
{
    public string SystemTitle => "System";

    public string ThisGateway => "Dieses Gateway";

    public string Version => "Version";

    public string RunsFor => "Läuft seit";

    public string Memory => "Arbeitsspeicher";

    public string Certificates => "Zertifikate";

    public string CertificatesHelp =>
        "Beide werden rechtzeitig von selbst erneuert. Eine frühere CA bürgt für die jetzige, damit kein Gerät "
        + "ausgesperrt wird.";

    public string ServerCertificate => "Dieses Servers";

    public string Authority => "Der CA";

    public string EarlierAuthority => "Einer früheren CA";

    public string TrustColumn => "Vertraut";

    public string WhatIsNew => "Was neu ist";

    public string Part(string component) => component switch
    {
        "broker" => "Verbindungen der Geräte",
        "store" => "Messwerte speichern",
        "database" => "Die Datenbank",
        "directory" => "Das Datenverzeichnis",
        "records" => "Gespeichertes ist lesbar",
        "history" => "Zusammenfassen und Aufbewahren",
        "folding" => "Messwerte packen",
        "alerts" => "Pflanzen beurteilen",
        "care" => "Pflegepläne",
        "care-wording" => "Pflegepläne in Worten eines Modells",
        "alert_history" => "Vergangene Alarme",
        "notifications" => "Nachrichten",
        "advisor" => "Das Modell des Ratgebers",
        "advisor_usage" => "Nutzung des Modells",
        "stored_notices" => "Meldung an Geräte, was gespeichert ist",
        "desired_on_report" => "Einstellungen für Geräte, die ihre melden",
        "certificates" => "Zertifikate",
        "trust" => "Vertrauen der Geräte",
        "presence" => "Anwesenheit der Geräte",
        "retained_settings" => "Einstellungen für Geräte",
        "reported_settings" => "Einstellungen, die Geräte melden",
        "lockouts" => "Ausgesperrte Geräte",
        "audit" => "Protokoll der Änderungen",
        "token_use" => "Nutzung von Tokens",
        "live_readings" => "Laufende Messwerte",
        "live_devices" => "Laufende Geräte",
        "live_enrolments" => "Laufende Anmeldungen",
        "reading_removal" => "Entfernen von Messwerten",
        "other_gateways" => "Andere Gateways",
        "fleet" => "Frist dieses Gateways",
        "fleet_messages" => "Mitteilungen an andere Gateways",
        "fleet_notices" => "Mitteilungen anderer Gateways",
        "event_relay" => "Ereignisse anderer Gateways",
        "memory" => "Speicher",
        "enrolment_progress" => "Fortschritt neuer Geräte",
        "calibrations" => "Kalibrieren der Bodensonden",
        "forecasts" => "Vorhersagen der Trockenheit",
        "device_clocks" => "Uhren der Geräte",
        "clock" => "Uhr des Rechners",
        "virtual_plants" => "Virtuelle Pflanzen",
        "backup" => "Backups",
        "disk" => "Platz auf der Platte",
        _ => component,
    };

    public string Remedy(string component) => component switch
    {
        "store" or "directory" =>
            "Sieh nach, ob die Platte voll, fort oder schreibgeschützt ist. Geräte behalten ihre Messwerte so lange.",
        "database" or "other_gateways" or "fleet" or "fleet_messages" or "fleet_notices" =>
            "Sieh nach, ob die Datenbank läuft und erreichbar ist. Geräte behalten ihre Messwerte so lange.",
        "records" => "plantops store unreadable zeigt, was es ist; plantops store discard entfernt es.",
        "broker" =>
            "Sieh nach, ob ein anderes Programm den Port belegt und ob die Zertifikate lesbar sind. Ein Neustart versucht es "
            + "wieder.",
        "notifications" =>
            "Sieh die Wege durch und ob dieser Rechner ins Internet kommt. Nachrichten warten und gehen später hinaus.",
        "advisor" => "Sein Anbieter nimmt den Schlüssel nicht an: Trage in den Einstellungen des Ratgebers einen anderen ein.",
        "backup" =>
            "plantops backup list zeigt, was da ist, plantops backup now versucht es noch einmal. Sieh "
            + "nach, ob die Platte voll ist und was Backup:Command sagt.",
        "disk" => "Schaffe Platz, oder hebe den Verlauf kürzer auf.",
        "certificates" or "trust" =>
            "Sieh nach, ob sich in das Verzeichnis certs schreiben lässt. Es wird jede Minute wieder versucht.",
        _ => "Es wird von selbst wieder versucht. Bleibt es so, steht mehr im Protokoll.",
    };

    public string HowItIs(int parts, int? faults) => (parts, faults) switch
    {
        (0, null) => "Alle Teile funktionieren.",
        (0, 0) => "Alles funktioniert.",
        (0, 1) => "Alle Teile funktionieren, und die Prüfungen fanden einen Fehler.",
        (0, _) => $"Alle Teile funktionieren, und die Prüfungen fanden {faults} Fehler.",
        (_, null or 0) => $"{Parts(parts)} einen Blick.",
        (_, 1) => $"{Parts(parts)} einen Blick, und die Prüfungen fanden einen Fehler.",
        _ => $"{Parts(parts)} einen Blick, und die Prüfungen fanden {faults} Fehler.",
    };

    private static string Parts(int count) => count == 1 ? "Ein Teil braucht" : $"{count} Teile brauchen";

    public string WhatWorks(int count) => $"Was funktioniert ({count})";

    public string GoodUntilDay(string day, long days) => $"{day}, {days}\u00a0{(days == 1 ? "Tag" : "Tage")}";

    public string Trusts(string trust) => trust switch
    {
        "current" => "der jetzigen CA",
        "next" => "beiden, bis zur nächsten Verbindung",
        "earlier" => "einer früheren CA",
        _ => "hat nichts gesagt",
    };

    public string GatewaysTitle => "Gateways an dieser Datenbank";

    public string GatewaysHelp =>
        "Jede Pflanze wird von einem beurteilt. Fällt eines aus, übernehmen die anderen binnen zehn Sekunden.";

    public string GatewayColumn => "Gateway";

    public string GatewayIsThis => "dieses";

    public string GatewayLeads => "führt";

    public string GatewayIsLost => "ausgefallen";

    public string LogTitle => "Warnungen und Fehler";

    public string LogHelp => "Die neuesten aus dem Protokoll, höchstens 100 seit dem Start des Gateways.";

    public string LogIsEmpty => "Keine seit dem Start des Gateways.";

    public string LogWarning => "Warnung";

    public string LogError => "Fehler";

    public string ChecksTitle => "Dieser Rechner";

    public string ChecksLook => "Jetzt nachsehen";

    public string ChecksThatFail(int faults, int checks) => faults switch
    {
        0 => $"{checks} Prüfungen fanden nichts Falsches.",
        1 => "1 Fehler gefunden.",
        _ => $"{faults} Fehler gefunden.",
    };
}
