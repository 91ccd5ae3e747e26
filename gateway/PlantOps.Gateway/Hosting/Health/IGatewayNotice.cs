namespace PlantOps.Gateway.Hosting.Health;

/// <summary>A part that has people told of a fault of the gateway itself, through their channels.</summary>
internal interface IGatewayNotice
{
    /// <summary>What they are to know; <see langword="null"/> while there is nothing. Answers from memory.</summary>
    GatewayNotice? Notice();
}

/// <summary>Something about the gateway that somebody must look after.</summary>
/// <param name="Key">Which: people are told once of each, and when it is over.</param>
/// <param name="Title">One line that says it all.</param>
/// <param name="Lines">What is behind it, and what to do.</param>
/// <param name="Over">What to say when it is over, in one line.</param>
internal sealed record GatewayNotice(string Key, string Title, IReadOnlyList<string> Lines, string Over);
