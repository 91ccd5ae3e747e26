namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Without a connection.</summary>
public partial interface IWords
{
    /// <summary>A tap that is kept.</summary>
    string WillBeSent { get; }

    /// <summary>Above a form that has what was typed before the session ended.</summary>
    string TypedIsKept { get; }
}
