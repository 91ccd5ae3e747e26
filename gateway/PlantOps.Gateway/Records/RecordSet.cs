namespace PlantOps.Gateway.Records;

/// <summary>A kind of record. Names are stored: one is only ever added.</summary>
internal readonly record struct RecordSet(string Name)
{
    public static readonly RecordSet Plants = new("plants");
    public static readonly RecordSet PlantPhotos = new("plant_photos");
    public static readonly RecordSet PlantThumbnails = new("plant_thumbnails");
    public static readonly RecordSet PlantAlbums = new("plant_albums");
    public static readonly RecordSet PlantJournal = new("plant_journal");
    public static readonly RecordSet AlertStates = new("alert_states");
    public static readonly RecordSet Alerts = new("alerts");
    public static readonly RecordSet AlertRecoveries = new("alert_recoveries");
    public static readonly RecordSet AlertEvents = new("alert_events");
    public static readonly RecordSet Audit = new("audit");
    public static readonly RecordSet Species = new("species");
    public static readonly RecordSet People = new("people");
    public static readonly RecordSet Channels = new("channels");
    public static readonly RecordSet Keys = new("keys");
    public static readonly RecordSet DeferredEvents = new("held_events");
    public static readonly RecordSet NotifiedAlerts = new("told_alerts");
    public static readonly RecordSet Digests = new("digests");
    public static readonly RecordSet Outbox = new("outbox");
    public static readonly RecordSet Deliveries = new("deliveries");
    public static readonly RecordSet ReadingRemovals = new("reading_removals");
    public static readonly RecordSet Sessions = new("sessions");
    public static readonly RecordSet Passkeys = new("passkeys");
    public static readonly RecordSet EnrolmentProgress = new("enrolment_progress");
    public static readonly RecordSet Calibrations = new("calibrations");
    public static readonly RecordSet WallKeys = new("wall_keys");
    public static readonly RecordSet Retention = new("retention");
    public static readonly RecordSet VirtualPlants = new("virtual_plants");
    public static readonly RecordSet FieldMappings = new("field_mappings");
    public static readonly RecordSet DeviceClocks = new("device_clocks");
    public static readonly RecordSet CalibrationAnswers = new("calibration_answers");
    public static readonly RecordSet CarePlans = new("care_plans");
    public static readonly RecordSet CareWordings = new("care_wordings");
    public static readonly RecordSet MqttLogins = new("mqtt_logins");
    public static readonly RecordSet AdvisorSettings = new("advisor_settings");

    /// <summary>Of earlier versions, which asked a second time for the leave to send photos; kept, and not read.</summary>
    public static readonly RecordSet PhotoConsents = new("photo_consents");
    public static readonly RecordSet AdvisorUsage = new("advisor_usage");

    public static readonly RecordSet GatewayNotices = new("gateway_notices");
    public static readonly RecordSet ChannelPauses = new("channel_pauses");
    public static readonly RecordSet EnrolmentFailures = new("enrolment_failures");

    /// <summary>
    /// The CA that several gateways share. Not moved to another store: each gateway has it in its file as well.
    /// </summary>
    public static readonly RecordSet Authority = new("authority");

    /// <summary>Every other one: what a move to another store takes along.</summary>
    public static readonly IReadOnlyList<RecordSet> All =
    [
        Plants,
        PlantPhotos,
        PlantJournal,
        AlertStates,
        Alerts,
        AlertRecoveries,
        AlertEvents,
        Audit,
        Species,
        People,
        Channels,
        Keys,
        DeferredEvents,
        NotifiedAlerts,
        Digests,
        Outbox,
        Deliveries,
        ReadingRemovals,
        Sessions,
        Passkeys,
        PlantThumbnails,
        PlantAlbums,
        EnrolmentProgress,
        Calibrations,
        WallKeys,
        Retention,
        VirtualPlants,
        FieldMappings,
        DeviceClocks,
        CalibrationAnswers,
        CarePlans,
        CareWordings,
        MqttLogins,
        AdvisorSettings,
        PhotoConsents,
        AdvisorUsage,
        GatewayNotices,
        ChannelPauses,
        EnrolmentFailures,
    ];
}
