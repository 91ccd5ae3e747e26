using PlantOps.Device.StandIns.Board;

namespace System.Net.NetworkInformation;

/// <summary>The access point that the CLR keeps in its configuration and opens when it starts.</summary>
public class WirelessAPConfiguration
{
    private readonly SimulatedAccessPoint _board = SimulatedAccessPoint.Current;

    public WirelessAPConfiguration(uint id)
    {
        Id = id;
        Ssid = _board.Ssid;
        Options = _board.Options;
    }

    [Flags]
    public enum ConfigurationOptions : byte
    {
        None = 0,
        Disable = 1,
        Enable = 2,
        AutoStart = 4,
        HiddenSSID = 8,
    }

    public uint Id { get; }

    public string Ssid { get; set; }

    public string Password { get; set; } = string.Empty;

    public byte MaxConnections { get; set; } = 1;

    public AuthenticationType Authentication { get; set; } = AuthenticationType.Open;

    public ConfigurationOptions Options { get; set; }

    public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations() => [new(0)];

    /// <exception cref="ArgumentOutOfRangeException">The name is too long, no phone is let in, or the password is too short or
    /// long.</exception>
    public void SaveConfiguration()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Ssid.Length, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections, (byte)1);
        if (Authentication is not (AuthenticationType.Open or AuthenticationType.None))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(Password.Length, 8);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Password.Length, 64);
        }

        _board.Saves++;
        _board.Ssid = Ssid;
        _board.Options = Options;
    }
}
