namespace PlantOps.Gateway.Doctor.Words;

/// <summary>German.</summary>
internal sealed class GermanDoctorWords : DoctorWords
{
    public override string Language => "de";

    public override string Check(string name) => name switch
    {
        CheckNames.Gateway => "Gateway",
        CheckNames.Ports => "Ports",
        CheckNames.Clock => "Uhr",
        CheckNames.TimeZone => "Zeitzone",
        CheckNames.Disk => "Platte",
        CheckNames.Sync => "Schreiben auf die Platte",
        CheckNames.Power => "Netzteil",
        CheckNames.Certificates => "Zertifikate",
        CheckNames.Names => "Namen",
        CheckNames.Devices => "Geräte",
        CheckNames.Database => "Datenbankserver",
        CheckNames.Backup => "Sicherungen",
        _ => name,
    };

    protected override (string Problem, string Remedy) Forms(FaultKind kind) => kind switch
    {
        FaultKind.GatewayDown =>
            ("{0}", "Starte es: {1}, oder `sudo systemctl start plantops`; `journalctl -u plantops` sagt, warum es endete."),
        FaultKind.SettingsWrong => ("{0}", "Berichtige es: `plantops serve --help` zeigt alle Einstellungen."),
        FaultKind.PartFailing =>
            ("Der Teil {0} funktioniert nicht: {1}",
                "Es wird von selbst wieder versucht. Bleibt es so, steht mehr im Protokoll."),
        FaultKind.PortTaken =>
            ("Port {0} ({1}) ist von einem anderen Programm belegt: {2}.",
                "Beende dieses Programm, oder gib dem Gateway einen anderen Port: --{1} PORT."),
        FaultKind.PortDenied =>
            ("Dieser Benutzer darf Port {0} ({1}) nicht verwenden.", "Nimm einen Port über 1023: --{1} PORT."),
        FaultKind.PortUnreachable =>
            ("Port {0} ({1}) antwortet nicht unter {2}, wo Geräte und Telefone ihn suchen.",
                "Lass ihn durch die Firewall dieses Rechners, etwa mit `sudo ufw allow {0}/tcp`."),
        FaultKind.LoopbackOnly =>
            ("Das Gateway hört nur auf diesen Rechner: kein Gerät und kein Telefon erreicht es.",
                "Lass die Einstellung Listen weg, damit es überall hört."),
        FaultKind.ClockUnsynchronised =>
            ("Kein Zeitserver stellt die Uhr dieses Rechners.",
                "`sudo timedatectl set-ntp true`; geht das nicht, `sudo apt install systemd-timesyncd`."),
        FaultKind.ClockWrong =>
            ("Die Uhr zeigt {0}, und es ist später als {1}: niemand nimmt die Zertifikate an, und Messwerte bekommen falsche " +
                "Zeiten.",
                "Stell sie: `sudo timedatectl set-ntp true`. Ein Raspberry Pi ohne Netz behält keine Zeit; ein Uhrenmodul schon."),
        FaultKind.ClockJumped =>
            ("Die Uhr sprang um {0} s, bemerkt um {1}: Messwerte von damals können falsche Zeiten haben.",
                "Sieh nach, ob mehrere Programme sie stellen (`timedatectl timesync-status`) und ob der Rechner schläft."),
        FaultKind.ZoneUnset =>
            ("Die Zeitzone dieses Rechners ist UTC, und {0} ist nicht gesetzt: gilt eine andere, beginnen Tage zur falschen " +
                "Stunde.",
                "Setze {1}=Europe/Berlin, oder was bei dir gilt, oder die des Rechners mit `sudo timedatectl set-timezone`."),
        FaultKind.ZoneUnknown =>
            ("Dieser Rechner kennt keine Zeitzonen.",
                "`sudo apt install tzdata`, oder binde /usr/share/zoneinfo in den Container ein."),
        FaultKind.DiskFull =>
            ("Auf der Platte von {0} sind noch {1} MB frei.",
                "Schaff Platz; `plantops store stats` sagt, was die Vergangenheit belegt, und `plantops store retention` " +
                "kürzt sie."),
        FaultKind.InodesUsedUp =>
            ("Auf der Platte von {0} ist noch Platz für {1} Dateien.",
                "Lösche kleine Dateien, die niemand braucht: `sudo du --inodes -xd1 / | sort -n` findet sie."),
        FaultKind.DiskReadOnly =>
            ("Die Platte von {0} ist schreibgeschützt: nichts wird gespeichert, und Geräte behalten ihre Messwerte.",
                "`dmesg` sagt, warum; nach Fehlern bindet Linux eine SD-Karte so ein. Kopiere sie, solange sie lesbar ist, " +
                "und ersetze sie."),
        FaultKind.DataInMemory =>
            ("{0} liegt im Arbeitsspeicher: alles ist fort, wenn der Rechner neu startet.",
                "Setze DataDirectory auf ein Verzeichnis einer Platte."),
        FaultKind.DataInContainer =>
            ("{0} liegt im Container selbst: alles ist fort, wenn er neu gemacht wird.",
                "Binde dort ein Volume ein, wie docker-compose.yml es tut."),
        FaultKind.DataOnNetwork =>
            ("{0} liegt auf einem Netzlaufwerk ({1}), das Geschriebenes verlieren kann und nur mit Glück andere Gateways " +
                "fernhält.",
                "Leg es auf eine Platte dieses Rechners, und kopiere von dort; oder nimm PostgreSQL."),
        FaultKind.DataReadable =>
            ("Jeder Benutzer dieses Rechners darf die Schlüssel in {0} lesen.",
                "`chmod -R o-rwx {0}`, und halte andere von dem Verzeichnis fern."),
        FaultKind.SyncNotHonest =>
            ("Die Platte sagt nach {0} µs, dass etwas geschrieben ist, was keine kann: ein Stromausfall verliert bestätigte " +
                "Messwerte.",
                "Schalte den Schreibpuffer ab (`hdparm -W0`), oder gib der virtuellen Maschine eine Platte mit cache=none " +
                "oder writethrough."),
        FaultKind.SyncSlow =>
            ("Die Platte braucht {0} ms, um eine Seite zu schreiben.",
                "So ist eine verbrauchte SD-Karte, bevor sie ausfällt: mach jetzt eine Kopie, und ersetze sie. Auch eine " +
                "beschäftigte Platte ist so."),
        FaultKind.ServerCertificate =>
            ("Das Zertifikat des Gateways gilt von {0} bis {1}: es müsste erneuert sein, oder die Uhr geht falsch.",
                "Sieh nach, ob sich in certs im Datenverzeichnis schreiben lässt; es wird jede Minute wieder versucht."),
        FaultKind.AuthorityEnding =>
            ("Die CA endet am {0}, und keine andere folgt: {1}",
                "`plantops certificates` zeigt, welches Gerät fehlt; lass es sich verbinden, dann `plantops certificates " +
                "renew-ca`."),
        FaultKind.OwnCertificate =>
            ("Das Zertifikat von Https:Certificate ist nicht erneuert oder nicht lesbar: {0}",
                "Starte von Hand, was es erneuert, und sieh nach, ob dessen Zeitgeber läuft."),
        FaultKind.NamesMissing =>
            ("Das Gateway läuft in einem Container und weiß nicht, wie Geräte diesen Rechner nennen.",
                "Setze {1} auf Namen und Adresse des Rechners, wie raspberrypi.local,192.168.1.20."),
        FaultKind.NameNotCovered =>
            ("Links in Nachrichten führen zu {0}, das in keinem Zertifikat steht: Browser werden warnen.",
                "Nimm es in {1} auf, oder setze Https:Certificate auf eines, das es hat."),
        FaultKind.NameElsewhere =>
            ("{0} führt zu {1}, wo am Port des Brokers etwas anderes antwortet.",
                "Berichtige den Namen im Router, oder nimm ihn aus Certificates:Names."),
        FaultKind.DuplicateGateway =>
            ("{0} führt zu {1}, wo ein anderes Gateway mit der CA von diesem antwortet: eine Kopie. Geräte senden an das, das " +
                "sie finden.",
                "Halte eines der beiden an; eine Kopie, die bleiben soll, braucht ein eigenes Datenverzeichnis."),
        FaultKind.DevicesSilent =>
            ("Von {0} der {1} Geräte ist nichts zu hören: {2}",
                "Sieh nach Strom und WLAN; `plantops device show` sagt, wann jedes zuletzt zu hören war."),
        FaultKind.DatabaseUnreachable =>
            ("{0}", "Sieh nach, ob der Server läuft und diesen Rechner einlässt; Geräte behalten ihre Messwerte so lange."),
        FaultKind.DatabaseRights =>
            ("Die Rolle des Gateways darf im Schema '{0}' keine Tabellen anlegen.",
                "Lass ihr die Datenbank oder das Schema gehören: docs/storage.md sagt, wie."),
        FaultKind.DatabaseOld =>
            ("Der Server ist PostgreSQL {0}; {1} ist das früheste, mit dem es geht.",
                "Bring ihn auf einen neuen Stand, mit pg_upgrade oder einem Dump."),
        FaultKind.DatabaseStandby =>
            ("Der Server ist ein Standby, der nichts schreibt.",
                "Nenne den Primary in Store:ConnectionString, oder alle Server, mit Kommas."),
        FaultKind.BackupsOff =>
            ("Es wird nichts gesichert: Backup:At ist never.",
                "Setze Backup:At auf eine Uhrzeit, es sei denn, etwas anderes sichert diesen Rechner."),
        FaultKind.BackupFailed =>
            ("Die letzte Sicherung ist gescheitert; die letzte, die zurückgespielt und verglichen wurde, ist von {0}. {1}",
                "Behebe die Ursache, und versuche es: plantops backup now"),
        FaultKind.BackupOld =>
            ("Die letzte Sicherung, die zurückgespielt und verglichen wurde, ist von {0}.",
                "Versuche es: plantops backup now. Das sagt, woran es liegt."),
        FaultKind.BackupOnSameDisk =>
            ("Sicherungen liegen auf demselben Datenträger wie die Daten und gehen mit ihm verloren: {0}",
                "Setze Backup:Directory auf einen anderen, oder Backup:Command auf das, was sie wegbringt."),
        FaultKind.PowerLow =>
            ("Das Netzteil ist zu schwach: die Spannung ist eingebrochen, was SD-Karten verdirbt.",
                "Nimm das Netzteil, das zum Raspberry Pi gehört, und ein kurzes Kabel."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
