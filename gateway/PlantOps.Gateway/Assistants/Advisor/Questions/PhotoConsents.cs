using System.Text.Json.Serialization;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>To whom an owner said that pictures of plants may be sent: once a provider, once an address of a server.</summary>
internal sealed class PhotoConsents(IRecords records, AuditLog audit, TimeProvider time)
{
    private readonly RecordStore<PhotoConsent> _consents = new(
        records, RecordSet.PhotoConsents, PhotoConsentJson.Default.PhotoConsent);

    /// <summary>Who would get pictures: <c>openai</c>, or <c>compatible host:port</c>.</summary>
    public static string ReceiverOf(AdvisorSettings settings)
    {
        var provider = settings.Provider.ToString().ToLowerInvariant();
        return settings.Address is { } address ? $"{provider} {address.Authority}" : provider;
    }

    public bool Has(string receiver) => _consents.Find(receiver) is not null;

    public void Give(string receiver, Principal who)
    {
        var consent = new PhotoConsent { By = who.Name, At = time.GetUtcNow().ToUnixTimeMilliseconds() };
        records.TryCommit([_consents.Put(receiver, consent), audit.Entry(who, "advisor.photos", receiver)]);
    }
}

/// <summary>That an owner said so.</summary>
internal sealed record PhotoConsent
{
    public required string By { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }
}

/// <summary>The same as it is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PhotoConsent))]
internal sealed partial class PhotoConsentJson : JsonSerializerContext;
