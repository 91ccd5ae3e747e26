namespace System.Net.Security;

[Flags]
public enum SslProtocols
{
    None = 0,
    Tls12 = 0x0C00,
}
