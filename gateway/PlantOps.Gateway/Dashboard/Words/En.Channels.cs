namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of by what people are told.</summary>
internal sealed partial class En
{
    public string Messages => "Messages";

    public string NobodyIsTold => "Nobody is told";

    public string NobodyIsToldHelp => "Nobody is told when a plant needs somebody.";

    public string LastDidNotArrive => "The last message did not arrive.";

    public string LookAtIt => "Look at it";

    public string NotUsed => "Not used";

    public string AddAChannel => "Add a way to be told";

    public string AddAChannelHelp => "Choose by what. A test follows at once, so that you see whether it arrives.";

    public string NameOfChannel => "What to call it";

    public string NameOfChannelHelp => "Such as: Ada's phone";

    public string SendATest => "Send a test";

    public string TestWasNotSent => "The test was not sent.";

    public string DidItArrive => "Did it arrive?";

    public string YesUseIt => "Yes, use it";

    public string NoItDidNot => "No";

    public string WhyItDidNotArrive =>
        "The other side took the test. Look whether it went somewhere else: another topic, another chat, a folder for spam.";

    public string ChangedMeanwhile => "Somebody else has changed it meanwhile. Look at it again.";

    public string HowItIsUsed => "How it is used";

    public string UseIt => "Use it";

    public string OfWhat => "Tell";

    public string OfEverything => "everything that needs somebody";

    public string OfWhatCannotWait => "only what cannot wait";

    public string WhoIsTold => "Whose it is";

    public string WhoIsToldHelp => "Their quiet hours and daily digest count. What is nobody's is told everything at once.";

    public string EverybodyAtOnce => "It is told everything at once, at night too. Quiet hours come with people.";

    public string RemoveChannel => "Remove it";

    public string RemoveChannelHelp => "Nothing is told by it any more, and its secrets are gone.";

    public string Deliveries => "What became of each message";

    public string DeliveriesHelp => "Messages of the last 30 days, the newest first.";

    public string NoDelivery => "There was no message in the last 30 days.";

    public string RemovedChannel => "removed";

    public string HeldTitle => "Told later";

    public string HeldHelp => "It waits for quiet hours or a snooze to end, and is told if it is still so then.";

    public string ToldBy(int channels) => channels switch
    {
        0 => NobodyIsTold + ".",
        1 => "Told in 1 way.",
        _ => $"Told in {channels} ways.",
    };

    public string DidNotArrive(string channel) => $"{channel}: the last message did not arrive.";

    public string TestWasSent(string channel) => $"A test was sent to {channel}.";

    public string TellsWhom(string names, bool onlyCritical) =>
        $"{(names.Length == 0 ? "Tells at once" : $"Tells {names}")}{(onlyCritical ? " what cannot wait." : " everything.")}";

    public string ChannelKind(string name, string title) => name switch
    {
        "email" => "E-mail",
        "webhook" => "Webhook",
        _ => title,
    };

    public string ChannelField(string name) => name switch
    {
        "url" => "Address",
        "chat_id" => "Chat",
        "key" => "Key",
        "host" => "Mail server",
        "from" => "From",
        "to" => "To",
        "user" => "User",
        _ => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '),
    };

    public string ChannelFieldHelp(string kind, string field, string help, bool isRequired)
    {
        var says = field switch
        {
            "host" => "such as mail.example.org",
            "user" => "who signs in at the mail server",
            "password" => "with which they sign in",
            _ => help,
        };
        return isRequired ? $"{char.ToUpperInvariant(says[0])}{says[1..]}." : $"May stay empty: {says}.";
    }

    public string SecretStays(string? shown) => shown is null
        ? "One is kept. Leave it empty to keep it."
        : $"One is kept that ends in {shown}. Leave it empty to keep it.";

    public string ChannelProblem(string problem) => problem;

    public string Delivery(string state) => state switch
    {
        "Waiting" => "Waits",
        "Sending" => "On its way",
        "Sent" => "Sent",
        "Failed" => "Did not arrive",
        _ => "May have arrived",
    };

    public string Attempts(int count) => count switch
    {
        0 => "not tried yet",
        1 => "tried once",
        2 => "tried twice",
        _ => $"tried {count} times",
    };
}
