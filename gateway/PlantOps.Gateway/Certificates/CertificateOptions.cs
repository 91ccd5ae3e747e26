using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Certificates;

/// <summary>What the gateway's certificate says.</summary>
internal sealed class CertificateOptions
{
    /// <summary><c>Certificates:Names</c>: further host names or IP addresses by which the gateway is called.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary><c>Certificates:CopyCaTo</c> or <c>MQTT_CA_CERT</c>: where else to write the CA certificate, for clients on this machine.</summary>
    public string? CopyCaTo { get; set; }

    /// <summary><c>Https:Certificate</c>: a certificate that others made, for browsers.</summary>
    public string? OwnCertificate { get; set; }

    /// <summary><c>Https:CertificateKey</c>: its private key, where that is in another file.</summary>
    public string? OwnCertificateKey { get; set; }
}

/// <summary>Reads and checks <see cref="CertificateOptions"/>; names are a list or one text with commas.</summary>
internal sealed class CertificateOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<CertificateOptions>, IValidateOptions<CertificateOptions>
{
    private static readonly string NamesKey = GatewaySettings.CertificateNames.Key;

    public void Configure(CertificateOptions options)
    {
        options.Names = GatewaySettings.CertificateNames.ReadList(configuration);
        options.CopyCaTo = PathOf(GatewaySettings.CopyCaTo);
        options.OwnCertificate = PathOf(GatewaySettings.OwnCertificate);
        options.OwnCertificateKey = PathOf(GatewaySettings.OwnCertificateKey);
    }

    private string? PathOf(Setting setting) => configuration[setting.Key] is { Length: > 0 } path ? path : null;

    public ValidateOptionsResult Validate(string? name, CertificateOptions options)
    {
        var wrong = options.Names.Where(host => !HostNames.IsName(host)).ToList();
        if (options.OwnCertificate is null && options.OwnCertificateKey is not null)
        {
            var (key, certificate) = (GatewaySettings.OwnCertificateKey.Key, GatewaySettings.OwnCertificate.Key);
            return ValidateOptionsResult.Fail($"{key} is the key of a certificate, and {certificate} names none.");
        }

        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(host => $"{NamesKey} holds '{host}', which is neither a host name nor an IP address."));
    }
}
