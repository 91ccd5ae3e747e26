using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of one device.</summary>
internal sealed partial class De
{
    public string DeviceNow => "Jetzt";

    public string DeviceNothingMeasured => "Es hat noch nicht gemessen.";

    public string DeviceMeasuredAt => "Gemessen";

    public string DeviceAbout => "Über das Gerät";

    public string DeviceFirmware => "Firmware";

    public string DeviceBoard => "Platine";

    public string DeviceHardware => "Hardware-ID";

    public string DeviceSensors => "Sensoren";

    public string DeviceMemory => "Heap, PSRAM, Flash";

    public string DeviceLetIn => "Hereingelassen";

    public string DeviceMeasuresEvery => "Misst alle";

    public string DeviceRunsFor => "Läuft seit";

    public string DeviceLost => "Verlorene Messungen";

    public string DeviceBattery => "Batterie";

    public string DeviceClock => "Uhr";

    public string DeviceDoubted => "Nicht übernommen";

    public string DeviceIgnored => "Sendet auch";

    public string DeviceClockIsWrong(long ahead)
    {
        var (hours, minutes) = ClockText.HoursAndMinutes(ahead);
        var text = (hours, minutes) switch
        {
            ( >= 48, _) => $"{hours / 24} Tage",
            (0, 1) => "eine Minute",
            (0, _) => $"{minutes} Minuten",
            (1, 0) => "eine Stunde",
            (_, 0) => $"{hours} Stunden",
            _ => $"{hours} Std. {minutes} Min.",
        };
        return $"Ihre Uhr geht {text} {(ahead < 0 ? "nach" : "vor")}. Die Zeiten der Messwerte werden um so viel berichtigt.";
    }

    public string DeviceTrustsTitle => "Vertraut";

    public string DeviceSettingsTitle => "Einstellungen des Geräts";

    public string DeviceSettingColumn => "Einstellung";

    public string DeviceShouldBe => "Soll";

    public string DeviceIsNow => "Ist";

    public string DeviceChangeSettings => "Einstellungen ändern";

    public string DeviceNothingChanged => "Nichts weicht von dem ab, was schon sein soll.";

    public string DeviceCommandsTitle => "Jetzt tun";

    public string DeviceCommandsNeedIt =>
        "Es ist nicht verbunden, und ein Befehl gilt sofort. Einstellungen warten, bis es wieder da ist.";

    public string DeviceCalibrate => "Bodensonde kalibrieren";

    public string DeviceManage => "Verwalten";

    public string DeviceRename => "Umbenennen";

    public string DeviceName => "Name";

    public string DeviceReplace => "Andere Hardware";

    public string DeviceReplaceHelp =>
        "Zeigt einen Code, mit dem eine andere Platine, oder diese nach dem Löschen, zu diesem Gerät wird und seine "
        + "Geschichte behält.";

    public string DeviceRelease => "Freigeben";

    public string DeviceReleaseHelp =>
        "Sein Passwort wird vergessen und die Verbindung getrennt. Seine Geschichte bleibt; ein Code lässt es wieder herein.";

    public string DeviceRetire => "Ausmustern";

    public string DeviceRetireHelp =>
        "Es verschwindet für immer aus der Liste. Seine Geschichte bleibt; seine Platine ist ein neues Gerät, wenn sie "
        + "wiederkommt.";

    public string DeviceConfirmProblem => "So heißt es nicht.";

    public string DeviceYes => "ja";

    public string DeviceNo => "nein";

    public string DeviceUnknownValue => "nicht gesagt";

    public string DeviceLedProblem => "Das Licht für trocken darf nicht über dem für nass liegen.";

    public string DeviceConfirm(string name) => $"Gib zur Bestätigung seinen Namen ein: {name}";

    public string DeviceProbe(int channel) => $"Bodensonde {channel}";

    public string DeviceMetric(Metric metric) => metric switch
    {
        Metric.SoilRaw => "Boden, roh",
        Metric.BatteryVoltage => "Batterie",
        Metric.SoilTemperature => "Bodentemperatur",
        _ => MetricName(Metrics.Name(metric)),
    };

    public string DeviceQuality(Quality quality) => quality switch
    {
        Quality.Missing => "sein Sensor liefert nichts",
        Quality.Implausible => "kann nicht stimmen",
        Quality.Stuck => "hat sich lange nicht bewegt",
        Quality.Unsettled => "der Sensor wurde gerade warm",
        _ => string.Empty,
    };

    public string DeviceSize(long? bytes) => bytes switch
    {
        null => DeviceUnknownValue,
        0 => "keiner",
        >= 1024 * 1024 => $"{bytes / (1024 * 1024)}\u00a0MB",
        _ => $"{bytes / 1024}\u00a0KB",
    };

    public string DeviceTrusts(string trust) => trust switch
    {
        "current" => "dem Zertifikat des Gateways",
        "next" => "dem früheren Zertifikat; dem neuen ab der nächsten Verbindung",
        "earlier" => "nur einem früheren Zertifikat; das neue wird ihm mitgeteilt",
        _ => "es hat nicht gesagt, welchem Zertifikat",
    };

    public string DeviceSettingsAre(string state) => state switch
    {
        "in_sync" => "Es ist, wie es sein soll.",
        "pending" => "Steht aus: Es übernimmt die letzte Änderung, sobald es verbunden ist.",
        "refused" => "Abgelehnt: Es macht weiter wie vorher.",
        _ => "Es hat noch nicht gesagt, wie es ist.",
    };

    public string DeviceSettingName(DeviceSetting setting) => setting switch
    {
        DeviceSetting.IntervalS => "Sekunden zwischen Messungen",
        DeviceSetting.SoilDryRaw => "Bodensonde in trockener Luft, roh",
        DeviceSetting.SoilWetRaw => "Bodensonde in Wasser, roh",
        DeviceSetting.LedDryPercent => "Licht meldet trocken unter, % (0 ist nie)",
        DeviceSetting.LedWetPercent => "Licht meldet nass über, % (100 ist nie)",
        DeviceSetting.Sleep => "Schläft zwischen Messungen",
        DeviceSetting.PublishS => "Sekunden zwischen Verbindungen, während es schläft",
        DeviceSetting.BatteryRatioPermille => "Batterie zu ihrem Pin, mal 1.000",
        _ => $"Bodensonde {ProbeOf(setting)} in {(IsWetPoint(setting) ? "Wasser" : "trockener Luft")}, roh",
    };

    public string DeviceSettingRange(int least, int most) => $"{least} bis {most}";

    public string DeviceSettingProblem(int least, int most) => $"Eine ganze Zahl von {least} bis {most}.";

    public string DevicePointsProblem(int span) => $"Trockene Luft muss mindestens {span} über Wasser liegen.";

    public string DeviceCommand(string name) => name switch
    {
        CommandNames.ReadNow => "Jetzt messen",
        CommandNames.Identify => "Blinken",
        CommandNames.Restart => "Neu starten",
        CommandNames.CalibrateAir => "In Luft kalibrieren",
        CommandNames.CalibrateWater => "In Wasser kalibrieren",
        CommandNames.ForgetWifi => "WLAN vergessen",
        _ => "Alles löschen",
    };

    public string? DeviceCommandWarning(string name) => name switch
    {
        CommandNames.ForgetWifi =>
            "Es öffnet sein eigenes WLAN und wartet auf jemanden mit einem Telefon daneben. Messungen in seinem Puffer bleiben.",
        CommandNames.FactoryReset =>
            "Es vergisst alles, auch Messungen, die nur in seinem Puffer sind, und muss wieder hereingelassen werden.",
        _ => null,
    };

    public string DeviceTold(string command, string? result, string? reason) => result switch
    {
        CommandResults.Done => $"{command}: erledigt",
        CommandResults.Refused => $"{command}: abgelehnt, {reason}",
        null => $"{command}: keine Antwort; es kann trotzdem geschehen sein",
        _ => $"{command}: ging nicht, {reason}",
    };

    private static int ProbeOf(DeviceSetting setting) => SoilChannels.First + 1 + ((setting - DeviceSetting.SoilDryRaw2) / 2);

    private static bool IsWetPoint(DeviceSetting setting) => (setting - DeviceSetting.SoilDryRaw2) % 2 == 1;
}
