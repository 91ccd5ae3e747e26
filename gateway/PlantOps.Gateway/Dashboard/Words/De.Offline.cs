namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, without a connection.</summary>
internal sealed partial class De
{
    public string WillBeSent => "Gegossen. Das wird gesendet, sobald eine Verbindung da ist.";

    public string TypedIsKept =>
        "Deine Sitzung war beendet. Was du eingegeben hast, steht wieder hier und ist noch nicht gespeichert.";
}
