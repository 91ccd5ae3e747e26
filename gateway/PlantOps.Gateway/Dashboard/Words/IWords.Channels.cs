namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>By what people are told, and what became of messages.</summary>
public partial interface IWords
{
    string Messages { get; }

    string NobodyIsTold { get; }

    string NobodyIsToldHelp { get; }

    string LastDidNotArrive { get; }

    string LookAtIt { get; }

    string NotUsed { get; }

    string AddAChannel { get; }

    string AddAChannelHelp { get; }

    string NameOfChannel { get; }

    string NameOfChannelHelp { get; }

    string SendATest { get; }

    string TestWasNotSent { get; }

    string DidItArrive { get; }

    string YesUseIt { get; }

    string NoItDidNot { get; }

    string WhyItDidNotArrive { get; }

    string ChangedMeanwhile { get; }

    string HowItIsUsed { get; }

    string UseIt { get; }

    string OfWhat { get; }

    string OfEverything { get; }

    string OfWhatCannotWait { get; }

    string WhoIsTold { get; }

    string WhoIsToldHelp { get; }

    string EverybodyAtOnce { get; }

    string RemoveChannel { get; }

    string RemoveChannelHelp { get; }

    string Deliveries { get; }

    string DeliveriesHelp { get; }

    string NoDelivery { get; }

    string RemovedChannel { get; }

    string HeldTitle { get; }

    string HeldHelp { get; }

    string ToldBy(int channels);

    /// <summary>The last message of a channel did not arrive; a reason follows.</summary>
    string DidNotArrive(string channel);

    string TestWasSent(string channel);

    /// <summary>Who is told by a channel.</summary>
    /// <param name="names">With commas between them; empty where it is nobody's.</param>
    /// <param name="onlyCritical">Whether only of what cannot wait.</param>
    string TellsWhom(string names, bool onlyCritical);

    string ChannelKind(string name, string title);

    /// <summary>What a field of a channel is called.</summary>
    string ChannelField(string name);

    /// <summary>What a field of a channel is for; <paramref name="help"/> where the language says no more.</summary>
    string ChannelFieldHelp(string kind, string field, string help, bool isRequired);

    /// <summary>A secret that stays as it is where nothing is typed.</summary>
    /// <param name="shown">Its last characters; <see langword="null"/> where it is too short for them to be shown.</param>
    string SecretStays(string? shown);

    /// <summary>What is wrong with a field of a channel; as the gateway says it where the language says no more.</summary>
    string ChannelProblem(string problem);

    /// <summary>What became of a message, by the name of its state.</summary>
    string Delivery(string state);

    string Attempts(int count);
}
