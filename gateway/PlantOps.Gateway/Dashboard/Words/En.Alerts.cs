namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of alerts.</summary>
internal sealed partial class En
{
    public string Alerts => "Alerts";

    public string NothingToDo => "Nothing to do";

    public string GoingOn => "Open";

    public string Over => "Over";

    public string NothingHere => "There is none.";

    public string IDoIt => "I'll do it";

    public string Later => "Later";

    public string MutePlant => "Mute plant";

    public string EndIt => "Tell again";

    public string OpenAlerts(int count) => count == 1 ? "1 thing to do" : $"{count} things to do";

    public string HeldMessages(int count) => count == 1
        ? "1 message waits for quiet hours or a snooze to end."
        : $"{count} messages wait for quiet hours or a snooze to end.";

    public string LaterIn(string duration) => $"Told again in {duration}.";

    public string ForHours(int hours) => hours == 24 ? "1\u00a0day" : $"{hours}\u00a0h";
}
