namespace PlantOps.Gateway.Certificates;

/// <summary>What the gateway's certificate says.</summary>
internal sealed class CertificateOptions
{
    /// <summary><c>Certificates:Names</c>: further host names or IP addresses by which the gateway is called.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary><c>Certificates:CopyCaTo</c> or <c>MQTT_CA_CERT</c>: where else to write the CA certificate, for clients on this machine.</summary>
    public string? CopyCaTo { get; set; }
}
