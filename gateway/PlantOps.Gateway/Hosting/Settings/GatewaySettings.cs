using System.Net;

namespace PlantOps.Gateway.Hosting.Settings;

/// <summary>
/// Every setting there is: the options, the command line, <c>--help</c> and docs/settings.md all follow from here. A key
/// that is not here is refused wherever it is set.
/// </summary>
internal static class GatewaySettings
{
    private const int MaxDays = 36_500;
    private const int MaxTokens = 2_000_000_000;

    public static readonly Setting DataDirectory = new(
        "DataDirectory", "data", "directory",
        "Database, certificates and control socket; a copy made with cp while it runs is no backup (docs/storage.md).") { IsCommon = true };

    public static readonly Setting Listen = new("Listen", "all addresses", "IP address", "Address to bind to.") { IsCommon = true };

    public static readonly NumberSetting HttpPort =
        Port(
            "Http:Port", 8080, "CA certificate, clock, health, a page for phones, and pages for this machine; all else is sent to HTTPS.")
            with { IsCommon = true };

    public static readonly NumberSetting HttpsPort = Port("Https:Port", 8443, "Pages and API.") with { IsCommon = true };

    public static readonly NumberSetting MqttTlsPort = Port("Mqtt:TlsPort", 8883, "Broker.") with { IsCommon = true };

    public static readonly NumberSetting MqttPlainPort =
        Port("Mqtt:PlainPort", 0, "Broker without TLS, on loopback only.", zero: "off") with { IsCommon = true };

    public static readonly Setting BrokerMode = new(
        "Broker:Mode", "embedded", "embedded, mqtt or rabbitmq",
        "Which broker devices connect to: the gateway's own, or one of yours that the gateway is a client of (docs/fleet.md).");

    public static readonly Setting BrokerAddress = new(
        "Broker:Address", "none", "mqtts://host:8883, for rabbitmq amqps://host:5671, several with commas between them",
        "Where the gateway reaches that broker; mqtt:// and amqp:// are without TLS.");

    public static readonly Setting BrokerDeviceAddress = new(
        "Broker:DeviceAddress", "the first host of Broker:Address", "host:port, the port is 8883 if left out",
        "Where devices that register from now on are told to connect, with TLS.");

    public static readonly Setting BrokerUsername = new("Broker:Username", "none", "text", "Who the gateway is to that broker.");

    public static readonly Setting BrokerPasswordFile = new(
        "Broker:PasswordFile", "none", "file", "A file that has the password, which no list of processes shows; read at each connection.");

    public static readonly Setting BrokerCa = new(
        "Broker:Ca", "the gateway's own CA", "PEM file", "Who must have signed the certificate that the broker shows to the gateway.");

    public static readonly NumberSetting BrokerAccessPort = Port(
        "Broker:AccessPort", 0, "Where that broker asks who may connect and use which topic (docs/fleet.md).", zero: "off");

    public static readonly Setting BrokerAccessListen = new(
        "Broker:AccessListen", "127.0.0.1", "IP address", "Address of that port; with TLS where it is not this machine's alone.");

    public static readonly Setting BrokerAccessKeyFile = new(
        "Broker:AccessKeyFile", "none", "file", "A file that has the key, of 32 characters at least, by which the broker is known there.");

    public static readonly Setting BrokerManagement = new(
        "Broker:Management", "none", "http://host:15672 or https://host:15671, several with commas between them",
        "RabbitMQ's management API, by which devices are disconnected that may not come any more.");

    public static readonly NumberSetting MaxConnections = new(
        "MaxConnections", 10_000, 100, 1_000_000, "connections", "How many connections each port takes at a time.");

    public static readonly Setting StoreProvider = new(
        "Store:Provider", "LiteDb", "LiteDb or PostgreSql", "Where readings are stored: a file, or a PostgreSQL server for fleets.") { IsCommon = true };

    public static readonly Setting StoreConnectionString = new(
        "Store:ConnectionString", "none", "Host=…;Database=…;Username=…;Password=…", "How to reach PostgreSQL.") { IsCommon = true };

    public static readonly Setting StoreConnectionStringFile = new(
        "Store:ConnectionStringFile", "none", "file", "A file that has the connection string, which no list of processes shows.");

    public static readonly NumberSetting GatherSeconds = new(
        "Store:GatherSeconds", 0, 1, 60, "seconds",
        "How long a reading waits for others, so that an SD card wears less; its acknowledgement waits too (docs/storage.md).", "at once");

    public static readonly NumberSetting KeepFreeMb = new(
        "Store:KeepFreeMB", 200, 10, 1_000_000, "MB",
        "Free space of the disk below which people are told; below a quarter of it only readings are stored (docs/storage.md).", "off");

    public static readonly Setting BackupAt = new(
        "Backup:At", "03:00", "time of day, or never", "When everything is backed up and the backup tried, give or take a quarter of an hour.")
    {
        IsCommon = true,
    };

    public static readonly Setting BackupKeep = new(
        "Backup:Keep", "7d,4w,12m", "days, weeks and months", "Of how many days, weeks and months the newest backup is kept.");

    public static readonly Setting BackupDirectory = new(
        "Backup:Directory", "backups in the data directory", "directory", "Where backups are put; on another disk they outlive this one.")
    {
        IsCommon = true,
    };

    public static readonly Setting BackupPassphrase = new(
        "Backup:Passphrase", "none", "text of at least 8 characters", "What backups are encrypted with; without it they are as secret as the data directory.");

    public static readonly Setting BackupPassphraseFile = new(
        "Backup:PassphraseFile", "none", "file", "A file that has the passphrase, which no list of processes shows.");

    public static readonly Setting BackupCommand = new(
        "Backup:Command", "none", "program and arguments with {file}", "Takes each backup elsewhere: rclone copy {file} nas:plantops (docs/storage.md).");

    public static readonly Setting BackupFetchCommand = new(
        "Backup:FetchCommand", "none", "program and arguments with {name} and {file}",
        "Brings it back as {file}, so that what is elsewhere is tried: rclone copyto nas:plantops/{name} {file}.");

    public static readonly Setting UpdateFeed = new(
        "Update:Feed", "none", "https address",
        "Which address `plantops update check` asks for the newest release; without it nobody is asked. The gateway itself never asks.");

    public static readonly Setting CertificateNames = new(
        "Certificates:Names", "none", "host names and addresses, with commas between them",
        "More names for the server certificate: how devices reach the gateway where it cannot see that itself, as in a container.")
    {
        IsList = true, IsCommon = true,
    };

    public static readonly Setting CopyCaTo = new(
        "Certificates:CopyCaTo", "none", "file", "Where to put a copy of the CA certificate, for other programs.");

    public static readonly Setting OwnCertificate = new(
        "Https:Certificate", "none", "PEM file",
        "A certificate of your own for pages, with what leads to its root; read again when it changes (docs/trust.md).");

    public static readonly Setting OwnCertificateKey = new(
        "Https:CertificateKey", "in the same file", "PEM file", "The private key of your own certificate.");

    public static readonly Setting Proxies = new(
        "Https:Proxies", "none", "addresses and networks, with commas between them",
        "Reverse proxies that may say for whom a request is; nobody else is believed (docs/trust.md).")
    {
        IsList = true,
    };

    public static readonly TimeSetting CodeLifetime = new(
        "Enrolment:CodeLifetime", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "How long a code can be used.");

    /// <summary>A day must be over, and readings that were held up in it.</summary>
    public static readonly NumberSetting RawDays = Tier("RawDays", 400, "How long readings are kept.") with { IsCommon = true };

    public static readonly NumberSetting QuarterHourDays = Tier("QuarterHourDays", 3 * 365, "How long rollups of 15 minutes are kept.");

    public static readonly NumberSetting HourDays = Tier("HourDays", 0, "How long rollups of an hour are kept.");

    public static readonly NumberSetting DayDays = Tier("DayDays", 0, "How long rollups of a day are kept.");

    public static readonly Setting AlertTimeZone = new(
        "Alerts:TimeZone", "the machine's", "IANA name, like Europe/Berlin", "Where a plant's day begins.") { IsCommon = true };

    public static readonly NumberSetting AlertKeepDays =
        new NumberSetting("Alerts:KeepDays", 400, 1, MaxDays, "days", "How long an alert is kept after it ended.") with { IsCommon = true };

    public static readonly Setting CareHemisphere = new(
        "Care:Hemisphere", "as the time zone has it", "north, south or tropics", "Whose seasons care plans go by.");

    public static readonly Setting PublicUrl = new(
        "Notifications:PublicUrl", "none", "URL", "Where people reach this gateway, for links in messages.") { IsCommon = true };

    public static readonly Setting AllowLocalTargets = new(
        "Notifications:AllowLocalTargets", "false", "true or false", "Whether messages may go to addresses of the local network.") { IsCommon = true };

    public static readonly NumberSetting GiveUpAfterHours = new(
        "Notifications:GiveUpAfterHours", 24, 1, 7 * 24, "hours", "How long a message is tried.");

    public static readonly NumberSetting BatchSeconds = new(
        "Notifications:BatchSeconds", 20, 0, 600, "seconds", "How long to wait for more to say, so that it becomes one message.");

    public static readonly Setting AdvisorProvider = new(
        "Advisor:Provider", "none", "none, openai, anthropic or compatible",
        "Whose model words care plans and answers questions; what an owner sets while it runs stands over all of Advisor "
            + "(docs/assistants.md).");

    public static readonly Setting AdvisorModel = new("Advisor:Model", "none", "name", "The model, as its provider calls it.");

    public static readonly Setting AdvisorAddress = new(
        "Advisor:Address", "the provider's own", "URL",
        "Where the provider is; needed for compatible, as http://127.0.0.1:11434/v1 for Ollama.");

    public static readonly Setting AdvisorApiKey = new("Advisor:ApiKey", "none", "text", "The provider's key.");

    public static readonly Setting AdvisorApiKeyFile = new(
        "Advisor:ApiKeyFile", "none", "file", "A file that has the key, which no list of processes shows; read at the start.");

    public static readonly NumberSetting AdvisorTimeoutSeconds = new(
        "Advisor:TimeoutSeconds", 60, 1, 600, "seconds", "How long an answer of the model may take.");

    public static readonly NumberSetting AdvisorDayTokens = new(
        "Advisor:DayTokens", 50_000, 1, MaxTokens, "tokens", "What questions and answers of a day (UTC) may come to.");

    public static readonly NumberSetting AdvisorMonthTokens = new(
        "Advisor:MonthTokens", 500_000, 1, MaxTokens, "tokens", "The same of a month.");

    public static readonly Setting AdvisorInputPrice = new(
        "Advisor:InputPrice", "not known", "number, 0 to 10000", "What a million tokens of a question cost, in your currency.");

    public static readonly Setting AdvisorOutputPrice = new(
        "Advisor:OutputPrice", "not known", "number, 0 to 10000", "The same of an answer.");

    public static readonly Setting AdvisorMonthCost = new(
        "Advisor:MonthCost", "no limit", "number, 0 to 1000000", "What a month may cost; it needs both prices.");

    public static readonly NumberSetting AdvisorRefreshDays = new(
        "Advisor:RefreshDays", 7, 1, 365, "days", "How long the model's words stand while what they say has not changed.");

    public static readonly Setting AdvisorPhotos = new(
        "Advisor:Photos", "false", "true or false", "Whether photos of plants may be sent to the provider.");

    public static readonly Setting AdvisorAllowLocalTargets = new(
        "Advisor:AllowLocalTargets", "false", "true or false",
        "Whether the model may be at any address of the local network; a compatible one may be on this machine anyway.");

    public static readonly NumberSetting AuditKeepDays =
        new NumberSetting("Audit:KeepDays", 400, 1, MaxDays, "days", "How long the audit log is kept.") with { IsCommon = true };

    public static readonly Setting LogFormat = new("Log:Format", "text", "text or json", "How the log is written; LOG_FORMAT sets it too.");

    public static readonly Setting LogLevel = new(
        "Log:Level", "info", "trace, debug, info, warn, error or fatal", "From which level on something is logged; LOG_LEVEL sets it too.");

    public static readonly IReadOnlyList<Setting> All =
    [
        DataDirectory, Listen, HttpPort, HttpsPort, MqttTlsPort, MqttPlainPort, BrokerMode, BrokerAddress, BrokerDeviceAddress,
        BrokerUsername, BrokerPasswordFile, BrokerCa, BrokerAccessPort, BrokerAccessListen, BrokerAccessKeyFile, BrokerManagement,
        MaxConnections, StoreProvider, StoreConnectionString, StoreConnectionStringFile,
        GatherSeconds, KeepFreeMb, BackupAt, BackupKeep, BackupDirectory, BackupPassphrase,
        BackupPassphraseFile, BackupCommand, BackupFetchCommand, UpdateFeed, CertificateNames, CopyCaTo, OwnCertificate, OwnCertificateKey, Proxies,
        CodeLifetime, RawDays, QuarterHourDays, HourDays, DayDays, AlertTimeZone, AlertKeepDays, CareHemisphere, PublicUrl, AllowLocalTargets, GiveUpAfterHours, BatchSeconds,
        AdvisorProvider, AdvisorModel, AdvisorAddress, AdvisorApiKey, AdvisorApiKeyFile, AdvisorTimeoutSeconds, AdvisorDayTokens,
        AdvisorMonthTokens, AdvisorInputPrice, AdvisorOutputPrice, AdvisorMonthCost, AdvisorRefreshDays, AdvisorPhotos,
        AdvisorAllowLocalTargets, AuditKeepDays, LogFormat, LogLevel,
    ];

    /// <summary>The setting that a key sets, in any case; a list has its entries below it: <c>Certificates:Names:0</c>.</summary>
    public static Setting? Find(string key) => All.FirstOrDefault(setting =>
        key.Equals(setting.Key, StringComparison.OrdinalIgnoreCase) ||
        (setting.IsList && key.StartsWith(setting.Key + ":", StringComparison.OrdinalIgnoreCase)));

    private static NumberSetting Port(string key, int value, string help, string? zero = null) =>
        new(key, value, 1, IPEndPoint.MaxPort, "port", help, zero);

    private static NumberSetting Tier(string name, int value, string help) =>
        new($"Retention:{name}", value, 2, MaxDays, "days", help, "for ever");
}
