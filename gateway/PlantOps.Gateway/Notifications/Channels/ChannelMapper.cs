using System.Security.Cryptography;
using PlantOps.Gateway.Access.Secrets;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Between a channel and how it looks on the wire: secrets are masked.</summary>
internal sealed class ChannelMapper(ChannelKinds kinds, ChannelStore channels, TimeProvider time)
{
    public ChannelView View(Channel channel)
    {
        var view = new ChannelView
        {
            Id = channel.Id,
            CreatedAt = channel.CreatedAt,
            Kind = channel.Kind,
            Name = channel.Name,
            LeastSeverity = channel.LeastSeverity,
            Enabled = channel.Enabled,
        };
        foreach (var field in FieldsOf(channel.Kind))
        {
            if (channel.Field(field.Name) is null) continue;
            var value = TryReveal(channel, field.Name) ?? string.Empty;
            field.Write(view, field.IsSecret ? SecretMask.Of(value) : value);
        }

        return view;
    }

    /// <summary>Puts in what is kept where the mask of it came back.</summary>
    public void FillIn(ChannelSettings settings, Channel kept)
    {
        settings.Kind ??= kept.Kind;
        foreach (var field in FieldsOf(kept.Kind).Where(field => field.IsSecret))
        {
            if (field.Read(settings) is { } sent && TryReveal(kept, field.Name) is { } secret && sent == SecretMask.Of(secret))
                field.Write(settings, secret);
        }
    }

    /// <summary>What was checked, as what is kept.</summary>
    public Channel Channel(ChannelSettings settings, Channel? kept)
    {
        var fields = new Dictionary<string, string>();
        var kind = kinds.Find(settings.Kind)!;
        foreach (var field in kind.Fields)
        {
            if (field.Read(settings) is { Length: > 0 } value) fields[field.Name] = field.IsSecret ? channels.Hide(value) : value;
        }

        return new Channel
        {
            Id = kept?.Id ?? string.Empty,
            CreatedAt = kept?.CreatedAt ?? time.GetUtcNow().ToUnixTimeMilliseconds(),
            Kind = kind.Name,
            Name = settings.Name!.Trim(),
            LeastSeverity = settings.LeastSeverity,
            Enabled = settings.Enabled,
            Fields = fields,
        };
    }

    private IReadOnlyList<ChannelField> FieldsOf(string kind) => kinds.Find(kind)?.Fields ?? [];

    // A secret whose key was lost is shown as nothing known, so that it can be set anew.
    private string? TryReveal(Channel channel, string name)
    {
        try
        {
            return channels.Reveal(channel, name);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
