namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Where a plant is asked about.</summary>
public partial interface IWords
{
    string AskTitle { get; }

    string AskLabel { get; }

    string AskHelp { get; }

    string AskIt { get; }

    string AskOff { get; }

    string AskSetUp { get; }

    /// <summary>The question is missing, too long, or cannot be read.</summary>
    string AskWrong(int most);

    /// <summary>Whose words an answer is.</summary>
    string AskWordedBy(string model);

    string AskFixed { get; }

    string AskByRules { get; }

    /// <summary>What is said of having a model look at pictures.</summary>
    /// <param name="receiver">Who gets them.</param>
    string LookHelp(string receiver);

    string LookAtPicture { get; }
}
