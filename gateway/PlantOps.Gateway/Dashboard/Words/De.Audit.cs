namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of who did what.</summary>
internal sealed partial class De
{
    public string Audit => "Wer hat was getan";

    public string AuditHelp =>
        "„local“ ist die Kommandozeile, „gateway“ das Gateway selbst, „device“ ein Gerät, das sich anmeldet.";

    public string ByWhom => "Von";

    public string AboutWhat => "Worum es geht";

    public string Everything => "alles";

    public string TheThing => "Kennung der Sache";

    public string Find => "Zeigen";

    public string Older => "Ältere";

    public string NothingOfThatKind => "So etwas hat niemand getan.";

    public string GoOnLooking => "So etwas hat in letzter Zeit niemand getan. Weiter zurück suchen";

    public string AuditKind(string kind) => kind switch
    {
        "alert" => "Alarme",
        "arrival" => "wer herein möchte",
        "certificates" => "Zertifikate",
        "channel" => "Kanäle",
        "device" => "Geräte",
        "enrolment" => "Codes für Geräte",
        "import" => "Importe",
        "journal" => "Tagebücher",
        "person" => "Personen",
        "plant" => "Pflanzen",
        "rule" => "was beobachtet wird",
        "session" => "Sitzungen",
        "sign_in_link" => "Links zum Anmelden",
        "species" => "Arten",
        "store" => "der Speicher",
        "token" => "Programme",
        "wall" => "Wandtablets",
        _ => kind,
    };

    public string WasDone(string what) => what switch
    {
        "alert.acknowledge" => "kümmert sich um einen Alarm",
        "alert.snooze" => "hat einen Alarm aufgeschoben",
        "arrival.approve" => "hat einen Browser hereingelassen",
        "arrival.refuse" => "hat einen Browser abgewiesen",
        "certificates.renew_ca" => "hat die CA erneuert",
        "channel.add" => "hat einen Kanal hinzugefügt",
        "advisor.change" => "hat den Berater geändert",
        "advisor.reset" => "hat den Berater auf die Einstellungen zurückgesetzt",
        "channel.change" => "hat einen Kanal geändert",
        "channel.remove" => "hat einen Kanal entfernt",
        "device.claim" => "hat einen Code gemacht, um ein Gerät zu ersetzen",
        "device.command" => "hat einem Gerät etwas befohlen",
        "device.register" => "hat sich angemeldet",
        "device.register_refused" => "wurde beim Anmelden abgewiesen",
        "device.map" => "hat geändert, wie ein Gerät gelesen wird",
        "device.release" => "hat ein Gerät freigegeben",
        "device.rename" => "hat ein Gerät umbenannt",
        "device.retire" => "hat ein Gerät ausgemustert",
        "device.settings" => "hat Einstellungen eines Geräts geändert",
        "enrolment.create" => "hat einen Code für ein Gerät gemacht",
        "import.devices" => "hat Geräte importiert",
        "journal.remove" => "hat einen Eintrag eines Tagebuchs entfernt",
        "person.add" => "hat eine Person hinzugefügt",
        "person.change" => "hat eine Person geändert",
        "person.remove" => "hat eine Person entfernt",
        "plant.add" => "hat eine Pflanze hinzugefügt",
        "plant.bring_back" => "hat eine Pflanze zurückgeholt",
        "plant.describe" => "hat eine Pflanze geändert",
        "plant.mute" => "hat eine Pflanze stumm geschaltet",
        "advisor.photos" => "hat dem Berater Bilder von Pflanzen erlaubt",
        "plant.ask" => "hat den Berater zu einer Pflanze gefragt",
        "plant.photo.look" => "hat den Berater ein Foto einer Pflanze ansehen lassen",
        "plant.photo" => "hat das Foto einer Pflanze geändert",
        "plant.remove" => "hat eine Pflanze entfernt",
        "plant.unmute" => "hat eine Pflanze wieder laut geschaltet",
        "plant.unwatch" => "hat einer Pflanze das Gerät genommen",
        "plant.watch" => "hat einer Pflanze ein Gerät gegeben",
        "rule.reset" => "hat eine Regel auf den Wert der Art zurückgesetzt",
        "rule.set" => "hat eine Regel gesetzt",
        "session.begin" => "hat sich angemeldet",
        "session.end" => "hat eine Sitzung beendet",
        "session.role" => "hat Rechte geändert",
        "sign_in_link.create" => "hat einen Link zum Anmelden gemacht",
        "species.remove" => "hat eine Art entfernt",
        "species.set" => "hat eine Art geändert",
        "store.copy" => "hat den Speicher kopiert",
        "store.discard" => "hat etwas Unlesbares im Speicher aufgegeben",
        "store.move" => "hat den Speicher umgezogen",
        "store.rebuild_rollups" => "hat Verdichtungen neu gerechnet",
        "token.create" => "hat ein Token gemacht",
        "token.revoke" => "hat ein Token widerrufen",
        "mqtt_login.create" => "lässt ein Programm zum Broker",
        "mqtt_login.change" => "hat einen Zugang zum Broker geändert",
        "mqtt_login.remove" => "hat einen Zugang zum Broker entfernt",
        "wall.create" => "lässt ein Wandtablet zusehen",
        "wall.revoke" => "hat ein Wandtablet widerrufen",
        _ => what,
    };
}
