namespace PlantOps.Device.Core.Enrolment;

/// <summary>What came of a request.</summary>
internal sealed class HttpReply
{
    private HttpReply(int status, byte[] body, string error)
    {
        Status = status;
        Body = body;
        Error = error;
    }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; }

    public byte[] Body { get; }

    /// <summary>Why there was no answer, for people.</summary>
    public string Error { get; }

    public static HttpReply Answer(int status, byte[] body) => new HttpReply(status, body, string.Empty);

    public static HttpReply None(string error) => new HttpReply(0, new byte[0], error);
}
