namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of letting a device in.</summary>
internal sealed partial class En
{
    public string EnrolName => "Name of the device";

    public string EnrolNameHelp => "Where it will be, perhaps. It can be changed later.";

    public string EnrolMakeCode => "Show the code";

    public string EnrolDefaultName => "New sensor";

    public string EnrolCode => "Code";

    public string EnrolCodeIsElsewhere => "The code is shown only in the browser that asked for it.";

    public string EnrolGoodFor => "Good until";

    public string EnrolForOne => "for one device";

    public string EnrolCopy => "Copy";

    public string EnrolCopied => "Copied";

    public string EnrolSteps => "Three steps";

    public string EnrolPower => "Power the ESP32. Its light is on, with a short gap every second.";

    public string EnrolJoin =>
        "With your phone, join the Wi-Fi “PlantOps-Setup-…”. It has no password; its name ends in four characters of the board.";

    public string EnrolWifiPicture => "QR code: joins the Wi-Fi of this board";

    public string EnrolHowFar => "How far it is";

    public string EnrolShown => "Code shown";

    public string EnrolAsked => "Device has asked";

    public string EnrolConnected => "Connected";

    public string EnrolMeasured => "First reading";

    public string EnrolDone => "done";

    public string EnrolNow => "waiting";

    public string EnrolNotYet => "not yet";

    public string EnrolLookAgain => "Look again";

    public string EnrolAnotherCode => "Another code";

    public string EnrolWhichPlant => "Which plant is it with?";

    public string EnrolPlant => "Plant";

    public string EnrolPlantHelp => "Choose one of your plants, or type the name of a new one.";

    public string EnrolPlantMissing => "Choose a plant, or type a name for a new one.";

    public string EnrolOwnerSaysWhich => "It measures. An owner can say which plant it is with.";

    public string EnrolToDevice => "To the device";

    public string EnrolLetIn(string? name) => name is null ? "Let in" : $"Let in as {name}";

    public string EnrolSameBoard(string network) => $"If it is the board that it was before, the network is “{network}”.";

    public string EnrolPaste(string address) =>
        "Its page opens by itself, or at http://192.168.4.1. Choose your Wi-Fi, type the gateway's address, "
        + $"{address}, and paste the code.";

    public string EnrolWatches(string plant) => $"It watches {plant}.";

    public string EnrolStuck(EnrolTrouble trouble, string? device) => trouble switch
    {
        EnrolTrouble.Nothing => "Nothing for two minutes",
        EnrolTrouble.WrongCode => "A code was shown that is not good",
        EnrolTrouble.DeviceKnown => $"This board is known already, as {device}",
        EnrolTrouble.Expired => "The time of this code is over",
        EnrolTrouble.NotConnected => "It was let in and does not connect",
        EnrolTrouble.NoReading => "It is connected and has not measured",
        _ => string.Empty,
    };

    public IReadOnlyList<string> EnrolRemedies(EnrolTrouble trouble) => trouble switch
    {
        EnrolTrouble.Nothing =>
        [
            "The light: on with a short gap every second means that its Wi-Fi is open. Dark means no power. Another "
            + "rhythm means that it "
            + "is set up already: hold its button for five seconds, or switch it off and on five times.",
            "The network: the ESP32 hears 2.4 GHz only, not 5 GHz.",
            "The name: join “PlantOps-Setup-…” with the phone, and stay there though it has no Internet.",
            "The page of the device says what went wrong, in its first lines.",
        ],
        EnrolTrouble.WrongCode =>
        [
            "Compare what was typed with the code above, group by group. The code above is still good.",
            "A code that was used, or is older than its time, is not good either.",
        ],
        EnrolTrouble.DeviceKnown =>
        [
            "Was it erased, or moved to another Wi-Fi? On its page here choose “Other hardware” and use the code that it shows.",
            "Should it be a new device? Release it there first. The code above is still good for it then.",
        ],
        EnrolTrouble.Expired => ["Ask for another one. The old one lets nobody in."],
        EnrolTrouble.NotConnected =>
        [
            "The light: half a second on, half a second off means that it tries. Is the router's Wi-Fi still there?",
            "It speaks MQTT with TLS: a firewall on the gateway's machine must let its port in, 8883 unless it was set "
            + "otherwise.",
            "The address that was typed must stay the same: give the gateway a fixed one in the router.",
        ],
        EnrolTrouble.NoReading =>
        [
            "It measures every minute at first: wait for the next one.",
            "The light: three short flashes mean that a sensor gives nothing. Look at its wires.",
        ],
        _ => [],
    };
}
