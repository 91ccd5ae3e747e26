using System.Net;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>A model's provider did not answer, or not with what it should. Nothing of its message is a secret of ours.</summary>
/// <param name="message">Its reason, cut.</param>
/// <param name="status">What it answered; <see langword="null"/> where it did not, or broke off.</param>
/// <param name="retryAfter">How long it asks to be left alone.</param>
internal sealed class ModelException(string message, HttpStatusCode? status = null, TimeSpan? retryAfter = null)
    : Exception(Cut(message))
{
    private const int MaxMessage = 300;

    public HttpStatusCode? Status => status;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether to ask again may help.</summary>
    public bool IsPassing =>
        status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string Cut(string message) => message.Length <= MaxMessage ? message : message[..MaxMessage] + "…";
}
