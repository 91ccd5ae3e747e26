namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of who did what.</summary>
internal sealed partial class En
{
    public string Audit => "Who did what";

    public string AuditHelp =>
        "“local” is the command line, “gateway” the gateway itself, “device” a device that registers.";

    public string ByWhom => "By";

    public string AboutWhat => "About";

    public string Everything => "everything";

    public string TheThing => "Id of the thing";

    public string Find => "Show";

    public string Older => "Older ones";

    public string NothingOfThatKind => "Nothing like that was done.";

    public string GoOnLooking => "Nothing like that was done lately. Look further back";

    public string AuditKind(string kind) => kind switch
    {
        "alert" => "alerts",
        "arrival" => "who wants in",
        "certificates" => "certificates",
        "channel" => "channels",
        "device" => "devices",
        "enrolment" => "codes for devices",
        "import" => "imports",
        "journal" => "journals",
        "person" => "people",
        "plant" => "plants",
        "rule" => "what is watched",
        "session" => "sessions",
        "sign_in_link" => "links to sign in with",
        "species" => "species",
        "store" => "the store",
        "token" => "programs",
        "wall" => "wall tablets",
        _ => kind,
    };

    public string WasDone(string what) => what switch
    {
        "alert.acknowledge" => "looks after an alert",
        "alert.snooze" => "snoozed an alert",
        "arrival.approve" => "let a browser in",
        "arrival.refuse" => "turned a browser away",
        "certificates.renew_ca" => "renewed the CA",
        "channel.add" => "added a channel",
        "advisor.change" => "changed the advisor",
        "advisor.reset" => "put the advisor back to the settings",
        "channel.change" => "changed a channel",
        "channel.remove" => "removed a channel",
        "device.claim" => "made a code to replace a device",
        "device.command" => "told a device to do something",
        "device.register" => "registered",
        "device.register_refused" => "was refused to register",
        "device.map" => "changed how a device is read",
        "device.release" => "released a device",
        "device.rename" => "renamed a device",
        "device.retire" => "retired a device",
        "device.settings" => "changed settings of a device",
        "enrolment.create" => "made a code for a device",
        "import.devices" => "imported devices",
        "journal.remove" => "removed an entry of a journal",
        "person.add" => "added a person",
        "person.change" => "changed a person",
        "person.remove" => "removed a person",
        "plant.add" => "added a plant",
        "plant.bring_back" => "brought a plant back",
        "plant.describe" => "changed a plant",
        "plant.mute" => "muted a plant",
        "advisor.photos" => "let the advisor have pictures of plants",
        "plant.ask" => "asked the advisor about a plant",
        "plant.photo.look" => "had the advisor look at a plant's photo",
        "plant.photo" => "changed a plant's photo",
        "plant.remove" => "removed a plant",
        "plant.unmute" => "unmuted a plant",
        "plant.unwatch" => "took a plant's device away",
        "plant.watch" => "gave a plant a device",
        "rule.reset" => "put a rule back to the species' value",
        "rule.set" => "set a rule",
        "session.begin" => "signed in",
        "session.end" => "ended a session",
        "session.role" => "changed somebody's rights",
        "sign_in_link.create" => "made a link to sign in with",
        "species.remove" => "removed a species",
        "species.set" => "changed a species",
        "store.copy" => "copied the store",
        "store.discard" => "gave up something unreadable in the store",
        "store.move" => "moved the store",
        "store.rebuild_rollups" => "rebuilt rollups",
        "token.create" => "made a token",
        "token.revoke" => "revoked a token",
        "mqtt_login.create" => "let a program into the broker",
        "mqtt_login.change" => "changed a login for the broker",
        "mqtt_login.remove" => "removed a login for the broker",
        "wall.create" => "let a wall tablet look",
        "wall.revoke" => "revoked a wall tablet",
        _ => what,
    };
}
