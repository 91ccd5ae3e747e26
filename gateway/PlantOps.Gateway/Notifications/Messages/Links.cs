namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>Where people find this gateway; nothing where nobody has said so.</summary>
internal sealed record Links(Uri? PublicUrl)
{
    public string? Overview => PublicUrl?.AbsoluteUri;

    public string? To(string plant) => PublicUrl is { } url ? $"{url.AbsoluteUri.TrimEnd('/')}/plants/{Uri.EscapeDataString(plant)}" : null;
}
