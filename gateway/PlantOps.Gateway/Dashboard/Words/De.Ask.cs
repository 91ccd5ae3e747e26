namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of where a plant is asked about.</summary>
internal sealed partial class De
{
    public string AskTitle => "Frage zu dieser Pflanze";

    public string AskLabel => "Deine Frage";

    public string AskHelp =>
        "Ein Sprachmodell antwortet. Jede Zahl in seiner Antwort ist eine gespeicherte: Folge ihr dorthin, woher sie kommt.";

    public string AskIt => "Fragen";

    public string AskOff => "Es ist kein Sprachmodell eingerichtet, deshalb werden Fragen hier nicht beantwortet.";

    public string AskSetUp => "Eines einrichten";

    public string AskWrong(int most) => $"Schreibe eine Frage aus bis zu {most} sichtbaren Zeichen.";

    public string AskWordedBy(string model) =>
        $"In Worten von {model}. Die Zahlen darin sind hier eingesetzt, aus dem, was gespeichert ist.";

    public string AskFixed => "Feste Sätze: Es wurde kein Modell gefragt.";

    public string AskByRules => "Nach Regeln ihrer Art und ihrer Messwerte, nicht vom Modell.";

    public string LookHelp(string receiver) =>
        $"Ein Sprachmodell kann ein Bild ansehen: Es geht ohne Ort und Zeit an {receiver}. Was es sieht, wird nirgends aufgehoben.";

    public string LookAtPicture => "Ansehen lassen";
}
