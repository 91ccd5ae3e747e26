namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, without a connection.</summary>
internal sealed partial class En
{
    public string WillBeSent => "Watered. It will be sent when there is a connection.";

    public string TypedIsKept => "Your session had ended. What you typed is here again, and not saved yet.";
}
