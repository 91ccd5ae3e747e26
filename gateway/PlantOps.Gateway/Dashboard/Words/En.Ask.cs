namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of where a plant is asked about.</summary>
internal sealed partial class En
{
    public string AskTitle => "Ask about this plant";

    public string AskLabel => "Your question";

    public string AskHelp =>
        "A language model answers. Every figure in its answer is a stored one: follow it to where it is from.";

    public string AskIt => "Ask";

    public string AskOff => "No language model was set up, so questions are not answered here.";

    public string AskSetUp => "Set one up";

    public string AskWrong(int most) => $"Write a question of up to {most} characters that can be seen.";

    public string AskWordedBy(string model) => $"Worded by {model}. Its figures were put in here, from what is stored.";

    public string AskFixed => "Fixed sentences: no model was asked.";

    public string AskByRules => "By rules of its species and readings, not by the model.";

    public string LookHelp(string receiver) =>
        $"A language model may look at a picture: it goes to {receiver}, without place and time in it. "
            + $"What it sees is kept nowhere.";

    public string LookAtPicture => "Have it looked at";
}
