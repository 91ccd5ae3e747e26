namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of the gateway itself.</summary>
internal sealed partial class En
{
    public string SystemTitle => "System";

    public string ThisGateway => "This gateway";

    public string Version => "Version";

    public string RunsFor => "Runs for";

    public string Memory => "Memory";

    public string Certificates => "Certificates";

    public string CertificatesHelp =>
        "Both are renewed by themselves in time. An earlier CA vouches for the present one, so that no device is shut "
        + "out.";

    public string ServerCertificate => "Of this server";

    public string Authority => "Of the CA";

    public string EarlierAuthority => "Of an earlier CA";

    public string TrustColumn => "Trusts";

    public string WhatIsNew => "What is new";

    public string Part(string component) => component switch
    {
        "broker" => "Connections of devices",
        "store" => "Storing readings",
        "database" => "The database",
        "directory" => "The data directory",
        "records" => "What is stored can be read",
        "history" => "Rollups and retention",
        "folding" => "Packing readings",
        "alerts" => "Judging plants",
        "care" => "Care plans",
        "care-wording" => "Care plans in a model's words",
        "alert_history" => "Past alerts",
        "notifications" => "Messages",
        "advisor" => "The advisor's model",
        "advisor_usage" => "Use of the model",
        "stored_notices" => "Telling devices what is stored",
        "desired_on_report" => "Settings for devices that report theirs",
        "certificates" => "Certificates",
        "trust" => "Trust of devices",
        "presence" => "Presence of devices",
        "retained_settings" => "Settings for devices",
        "reported_settings" => "Settings that devices report",
        "lockouts" => "Locked out devices",
        "audit" => "Audit log",
        "token_use" => "Use of tokens",
        "live_readings" => "Live readings",
        "live_devices" => "Live devices",
        "live_enrolments" => "Live enrolments",
        "reading_removal" => "Removal of readings",
        "other_gateways" => "Other gateways",
        "fleet" => "This gateway's lease",
        "fleet_messages" => "Telling other gateways",
        "fleet_notices" => "Hearing other gateways",
        "event_relay" => "Events of other gateways",
        "memory" => "Memory",
        "enrolment_progress" => "Progress of new devices",
        "calibrations" => "Calibration of soil probes",
        "forecasts" => "Forecasts of dryness",
        "device_clocks" => "Clocks of devices",
        "clock" => "The machine's clock",
        "virtual_plants" => "Virtual plants",
        "backup" => "Backups",
        "disk" => "Room on the disk",
        _ => component,
    };

    public string Remedy(string component) => component switch
    {
        "store" or "directory" =>
            "Look whether the disk is full, gone or read-only. Devices keep their readings until it works again.",
        "database" or "other_gateways" or "fleet" or "fleet_messages" or "fleet_notices" =>
            "Look whether the database runs and can be reached. Devices keep their readings until it works again.",
        "records" => "plantops store unreadable lists what it is; plantops store discard takes it away.",
        "broker" =>
            "Look whether another program uses its port, and whether the certificates can be read. A restart tries it again.",
        "notifications" =>
            "Look at the channels, and whether this machine reaches the Internet. Messages wait and are sent later.",
        "advisor" => "Its provider refuses the key: enter another in the settings of the advisor.",
        "backup" =>
            "plantops backup list shows what there is, plantops backup now tries again. Look whether the disk has room and what "
            + "Backup:Command says.",
        "disk" => "Free some space, or keep history for a shorter time.",
        "certificates" or "trust" => "Look whether the directory certs can be written. It is tried again every minute.",
        _ => "It is tried again by itself. Where it stays so, the log says more.",
    };

    public string HowItIs(int parts, int? faults) => (parts, faults) switch
    {
        (0, null) => "Every part works.",
        (0, 0) => "Everything works.",
        (0, 1) => "Every part works, and the checks found 1 fault.",
        (0, _) => $"Every part works, and the checks found {faults} faults.",
        (_, null or 0) => $"{Parts(parts)} a look.",
        (_, 1) => $"{Parts(parts)} a look, and the checks found 1 fault.",
        _ => $"{Parts(parts)} a look, and the checks found {faults} faults.",
    };

    private static string Parts(int count) => count == 1 ? "1 part needs" : $"{count} parts need";

    public string WhatWorks(int count) => $"What works ({count})";

    public string GoodUntilDay(string day, long days) => $"{day}, {days}\u00a0{(days == 1 ? "day" : "days")}";

    public string Trusts(string trust) => trust switch
    {
        "current" => "the present CA",
        "next" => "both, until its next connection",
        "earlier" => "an earlier CA",
        _ => "has not said",
    };

    public string GatewaysTitle => "Gateways on this database";

    public string GatewaysHelp =>
        "Each plant is judged by one of them. When one is lost, the others take over within ten seconds.";

    public string GatewayColumn => "Gateway";

    public string GatewayIsThis => "this one";

    public string GatewayLeads => "leads";

    public string GatewayIsLost => "lost";

    public string LogTitle => "Warnings and errors";

    public string LogHelp => "The newest of the log, at most 100 since the gateway started.";

    public string LogIsEmpty => "None since the gateway started.";

    public string LogWarning => "Warning";

    public string LogError => "Error";

    public string ChecksTitle => "This machine";

    public string ChecksLook => "Look now";

    public string ChecksThatFail(int faults, int checks) => faults switch
    {
        0 => $"{checks} checks found nothing wrong.",
        1 => "1 fault was found.",
        _ => $"{faults} faults were found.",
    };
}
