namespace PlantOps.Gateway.Hosting;

/// <summary>
/// How many requests are worked on at a time, so that whoever asks much, or asks a slow store, takes neither the threads
/// that acknowledge readings nor what is left for others.
/// </summary>
/// <param name="Requests">Ordinary requests to the API at a time, altogether.</param>
/// <param name="RequestsOfACaller">Of these by one token.</param>
/// <param name="Queued">Requests that wait for their turn, of a token and altogether.</param>
/// <param name="Streams">Streams of events that are open, altogether.</param>
/// <param name="StreamsOfACaller">Of these by one token.</param>
/// <param name="Downloads">Exports at a time; a few more wait.</param>
/// <param name="StrangerBurst">Requests without a token that an address may make at once.</param>
/// <param name="StrangerPace">How often it may make one more.</param>
internal sealed record RequestLimits(
    int Requests,
    int RequestsOfACaller,
    int Queued,
    int Streams,
    int StreamsOfACaller,
    int Downloads,
    int StrangerBurst,
    TimeSpan StrangerPace)
{
    public static readonly RequestLimits Default = new(16, 8, 128, 1024, 8, 4, 120, TimeSpan.FromMilliseconds(50));
}

/// <summary>How a request counts; on an endpoint it says that its answers take long.</summary>
internal enum RequestLoad
{
    /// <summary>Not at all: this machine, and what a device needs to be let in.</summary>
    Free,

    /// <summary>Nobody has signed in.</summary>
    Stranger,

    /// <summary>To the API.</summary>
    Api,

    /// <summary>Held open, and mostly silent.</summary>
    Stream,

    /// <summary>As long as the caller reads.</summary>
    Download,
}
