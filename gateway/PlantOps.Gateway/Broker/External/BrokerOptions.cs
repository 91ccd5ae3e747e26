using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Broker.External;

/// <summary>Where somebody else's broker is, for the gateway and for devices, and who the gateway is there.</summary>
internal sealed class BrokerOptions
{
    public static readonly Setting AddressSetting = new(
        "Broker:Address", "none", "mqtts://host:8883, for rabbitmq amqps://host:5671, several with commas between them",
        "Where the gateway reaches that broker; mqtt:// and amqp:// are without TLS.");

    public static readonly Setting DeviceAddressSetting = new(
        "Broker:DeviceAddress", "the first host of Broker:Address", "host:port, the port is 8883 if left out",
        "Where devices that register from now on are told to connect, with TLS.");

    public static readonly Setting UsernameSetting = new("Broker:Username", "none", "text", "Who the gateway is to that broker.");

    public static readonly Setting PasswordFileSetting = new(
        "Broker:PasswordFile", "none", "file",
        "A file that has the password, which no list of processes shows; read at each connection.");

    public static readonly Setting CaSetting = new(
        "Broker:Ca", "the gateway's own CA", "PEM file, or system for whom this machine trusts",
        "Who must have signed the certificate that the broker shows to the gateway.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        AddressSetting, DeviceAddressSetting, UsernameSetting, PasswordFileSetting, CaSetting,
    ];

    /// <summary>The port that devices are told where none is set.</summary>
    public const int DefaultDevicePort = 8883;

    /// <summary>What <c>Broker:Ca</c> says where the broker's certificate is from a CA that everybody trusts.</summary>
    public const string SystemCa = "system";

    /// <summary><c>Broker:Address</c>: one at least; of a cluster any will do.</summary>
    public IReadOnlyList<BrokerAddress> Addresses { get; set; } = [];

    /// <summary><c>Broker:DeviceAddress</c>; <see langword="null"/> where that follows from <see cref="Addresses"/>.</summary>
    public (string Host, int Port)? DeviceAddress { get; set; }

    /// <summary><c>Broker:Username</c>.</summary>
    public string? Username { get; set; }

    /// <summary><c>Broker:PasswordFile</c>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Who must have signed the broker's certificate; the gateway's own CA where it is empty.</summary>
    public X509Certificate2Collection Authorities { get; set; } = [];

    /// <summary>Whether it is instead whom this machine trusts, <see cref="SystemCa"/>.</summary>
    public bool TrustsSystem { get; set; }

    /// <summary>As the file has it now: it can be changed while the gateway runs. <see langword="null"/> without one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Password()
    {
        if (PasswordFile is null) return null;
        var (text, problem) = FileText.Read(PasswordFile);
        return text ?? throw new IOException(problem);
    }
}

/// <summary>One way to a broker.</summary>
internal sealed record BrokerAddress(string Host, int Port, bool IsTls)
{
    public bool IsThisMachine => Host is "localhost" or "127.0.0.1" or "::1";

    /// <summary>Reads <c>scheme://host:port</c>; without a scheme it is one with TLS.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scheme"><c>mqtt</c> or <c>amqp</c>; with an <c>s</c> behind it TLS is meant.</param>
    /// <param name="port">The usual port.</param>
    /// <param name="tlsPort">The usual port with TLS.</param>
    public static BrokerAddress? Parse(string text, string scheme, int port, int tlsPort)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"{scheme}s://{text}";
        if (!Uri.TryCreate(full, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return null;
        if (uri.UserInfo.Length > 0 || uri.PathAndQuery.Trim('/').Length > 0) return null;
        var isTls = uri.Scheme == scheme + "s";
        if (!isTls && uri.Scheme != scheme) return null;
        return new BrokerAddress(uri.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : isTls ? tlsPort : port, isTls);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}

/// <summary>Reads and checks <see cref="BrokerOptions"/>; only where devices connect to such a broker.</summary>
internal sealed class BrokerOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<BrokerOptions>, IValidateOptions<BrokerOptions>
{
    private readonly List<string> _errors = [];

    private bool IsRabbit => BrokerMode.In(configuration) == BrokerMode.RabbitMq;

    public void Configure(BrokerOptions options)
    {
        _errors.Clear();
        options.Addresses = [.. Addresses()];
        options.DeviceAddress = Text(BrokerOptions.DeviceAddressSetting) is { } forDevices ? DeviceAddress(forDevices) : null;
        options.Username = Text(BrokerOptions.UsernameSetting);
        options.PasswordFile = Text(BrokerOptions.PasswordFileSetting);
        if (options.PasswordFile is { } file && FileText.Read(file).Problem is { } unreadable)
            _errors.Add($"{BrokerOptions.PasswordFileSetting.Key}: {unreadable}");
        if (options.PasswordFile is not null && options.Username is null)
            _errors.Add($"{BrokerOptions.PasswordFileSetting.Key} is set, and {BrokerOptions.UsernameSetting.Key} is not.");
        options.TrustsSystem = Text(BrokerOptions.CaSetting) == BrokerOptions.SystemCa;
        if (!options.TrustsSystem && Text(BrokerOptions.CaSetting) is { } ca) options.Authorities = Authorities(ca);
    }

    public ValidateOptionsResult Validate(string? name, BrokerOptions options) =>
        _errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_errors);

    private IEnumerable<BrokerAddress> Addresses()
    {
        var (key, mode) = (BrokerOptions.AddressSetting.Key, BrokerMode.In(configuration));
        var texts = (Text(BrokerOptions.AddressSetting) ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length == 0)
            _errors.Add($"{key} is needed with {BrokerMode.Setting.Key} {mode}: where the broker is.");
        foreach (var text in texts)
        {
            var address = IsRabbit
                ? BrokerAddress.Parse(text, "amqp", 5672, 5671)
                : BrokerAddress.Parse(text, "mqtt", 1883, BrokerOptions.DefaultDevicePort);
            if (address is not null) yield return address;
            else _errors.Add($"{key}: '{text}' is no address like {(IsRabbit ? "amqps://host:5671" : "mqtts://host:8883")}.");
        }
    }

    private (string Host, int Port)? DeviceAddress(string text)
    {
        const int Port = BrokerOptions.DefaultDevicePort;
        if (BrokerAddress.Parse(text, "mqtt", Port, Port) is { IsTls: true } address) return (address.Host, address.Port);
        _errors.Add($"{BrokerOptions.DeviceAddressSetting.Key}: '{text}' is not of the form host:port; devices always use TLS.");
        return null;
    }

    private X509Certificate2Collection Authorities(string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
            if (found.Count == 0) _errors.Add($"{BrokerOptions.CaSetting.Key}: '{file}' has no certificate in it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            _errors.Add($"{BrokerOptions.CaSetting.Key}: '{file}' cannot be read: {exception.Message}");
        }

        return found;
    }

    private string? Text(Setting setting) => configuration[setting.Key] is { Length: > 0 } text ? text : null;
}
