using System.Net;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>A model's provider did not answer, or not with what it should. Nothing of its message is a secret of ours.</summary>
/// <param name="message">Its reason, cut.</param>
/// <param name="status">What it answered; <see langword="null"/> where it did not, or broke off.</param>
/// <param name="retryAfter">How long it asks to be left alone.</param>
/// <param name="wasSent">Whether it may have got the question.</param>
internal sealed class ModelException(
    string message, HttpStatusCode? status = null, TimeSpan? retryAfter = null, bool wasSent = true) : Exception(Cut(message))
{
    private const int MaxMessage = 300;

    /// <summary>Overloaded, of Anthropic.</summary>
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    public HttpStatusCode? Status => status;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether to ask again may help.</summary>
    public bool IsPassing =>
        status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// Whether it costs nothing: no model got the question. A server in between that gives up on one (500, 502, 504) does not
    /// know that.
    /// </summary>
    public bool IsFree => !wasSent
        || status is < HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable or Overloaded;

    /// <summary>Of one that did not get through.</summary>
    public static ModelException Of(HttpRequestException exception)
    {
        var isUnsent = exception.InnerException is LocalTargetException || exception.HttpRequestError is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        return new ModelException(exception.Message, wasSent: !isUnsent);
    }

    private static string Cut(string message) => message.Length <= MaxMessage ? message : message[..MaxMessage] + "…";
}
