using PlantOps.Contracts;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of messages that could not be read.</summary>
internal sealed partial class En
{
    public string SetAside => "Set aside";

    public string SetAsideHelp =>
        "A message that cannot be read is kept with the reason, the newest 10,000 of them. What can be read when it is tried "
        + "again is stored with the time that it had.";

    public string EveryMessageRead => "Every message could be read.";

    public string TryAgain => "Try again";

    public string TryAllAgain => "Try all again";

    public string TakeMessageAway => "Take away";

    public string TakeAllAway => "Take all away";

    public string TakenAwayForGood => "What is taken away cannot be brought back.";

    public string WhatIsInIt => "What is in it";

    public string OlderOnes => "Older ones";

    public string UnknownDevice => "A device that is not known any more";

    public string CouldNotBeRead(int messages) => messages switch
    {
        0 => EveryMessageRead,
        1 => "1 message could not be read.",
        _ => $"{messages} messages could not be read.",
    };

    public string TriedAgain(int read, int left) => (read, left) switch
    {
        (0, 0) => "There was nothing to try again.",
        (0, 1) => "It still cannot be read.",
        (0, _) => $"None of {left} messages can be read yet.",
        (1, 0) => "1 message was read and stored.",
        (_, 0) => $"{read} messages were read and stored.",
        _ => $"{read} read and stored, {left} still cannot be read.",
    };

    public string SetAsideReason(string reason) => reason switch
    {
        ErrorCodes.TooLarge => "Too large",
        ErrorCodes.UnknownTopic => "Unknown topic",
        ErrorCodes.Refused => "Refused by the store",
        _ => "Not readable",
    };

    public string Bytes(long count) => count == 1 ? "1\u00a0byte" : $"{count}\u00a0bytes";
}
