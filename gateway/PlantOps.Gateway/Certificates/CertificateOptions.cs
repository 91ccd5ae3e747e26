using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Certificates;

/// <summary>What the gateway's certificate says.</summary>
internal sealed class CertificateOptions
{
    public static readonly Setting NamesSetting = new(
        "Certificates:Names", "none", "host names and addresses, with commas between them",
        "More names for the server certificate: how devices reach the gateway where it cannot see that itself, as in a container.")
    {
        IsList = true, IsCommon = true,
    };

    public static readonly Setting CopyCaToSetting = new(
        "Certificates:CopyCaTo", "none", "file", "Where to put a copy of the CA certificate, for other programs.");

    public static readonly Setting OwnCertificateSetting = new(
        "Https:Certificate", "none", "PEM file",
        "A certificate of your own for pages, with what leads to its root; read again when it changes (docs/trust.md).");

    public static readonly Setting OwnCertificateKeySetting = new(
        "Https:CertificateKey", "in the same file", "PEM file", "The private key of your own certificate.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        NamesSetting, CopyCaToSetting, OwnCertificateSetting, OwnCertificateKeySetting,
    ];

    /// <summary><c>Certificates:Names</c>: further host names or IP addresses by which the gateway is called.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>
    /// <c>Certificates:CopyCaTo</c> or <c>MQTT_CA_CERT</c>: where else to write the CA certificate, for clients on this
    /// machine.
    /// </summary>
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
    private static readonly string NamesKey = CertificateOptions.NamesSetting.Key;

    public void Configure(CertificateOptions options)
    {
        options.Names = CertificateOptions.NamesSetting.ReadList(configuration);
        options.CopyCaTo = PathOf(CertificateOptions.CopyCaToSetting);
        options.OwnCertificate = PathOf(CertificateOptions.OwnCertificateSetting);
        options.OwnCertificateKey = PathOf(CertificateOptions.OwnCertificateKeySetting);
    }

    private string? PathOf(Setting setting) => configuration[setting.Key] is { Length: > 0 } path ? path : null;

    public ValidateOptionsResult Validate(string? name, CertificateOptions options)
    {
        var wrong = options.Names.Where(host => !HostNames.IsName(host)).ToList();
        if (options.OwnCertificate is null && options.OwnCertificateKey is not null)
        {
            var (key, certificate) = (CertificateOptions.OwnCertificateKeySetting.Key,
                CertificateOptions.OwnCertificateSetting.Key);
            return ValidateOptionsResult.Fail($"{key} is the key of a certificate, and {certificate} names none.");
        }

        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                wrong.Select(host => $"{NamesKey} holds '{host}', which is neither a host name nor an IP address."));
    }
}
