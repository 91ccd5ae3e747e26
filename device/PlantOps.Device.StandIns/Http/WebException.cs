namespace System.Net;

public class WebException : InvalidOperationException
{
    public WebException()
    {
    }

    public WebException(string message)
        : base(message)
    {
    }

    public WebException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
