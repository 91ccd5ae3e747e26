namespace PlantOps.Device.Core.Enrolment;

/// <summary>HTTP as the device needs it: one request at a time, with a deadline.</summary>
internal interface IHttp
{
    /// <summary>Sends a request and waits for the answer, at most ten seconds.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="body">JSON to POST; <see langword="null"/> for a GET.</param>
    /// <param name="caPem">The CA that must have signed the server's certificate; <see langword="null"/> for an answer
    /// that is not trusted for itself.</param>
    HttpReply Send(string url, byte[]? body, string? caPem);
}
