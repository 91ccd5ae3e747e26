namespace PlantOps.Attack.Wire;

/// <summary>What a log-in says. Text goes out as it is, whatever the standard says of it.</summary>
internal sealed record LogIn(string ClientId, string? UserName, string? Password)
{
    public int Version { get; init; } = MqttPackets.V311;

    public string Protocol { get; init; } = "MQTT";

    public bool IsClean { get; init; } = true;

    public int KeepAliveSeconds { get; init; } = 60;

    public string? WillTopic { get; init; }

    public byte[] WillPayload { get; init; } = [];

    public byte[] Properties { get; init; } = [];
}

/// <summary>Packets of MQTT 3.1.1 and 5, written without any of the checks that a client library makes.</summary>
internal static class MqttPackets
{
    public const int V311 = 4;
    public const int V5 = 5;

    public const int ConnAck = 2;
    public const int Publication = 3;
    public const int PubAck = 4;
    public const int PubRec = 5;
    public const int SubAck = 9;
    public const int PingResp = 13;

    public static byte[] Ping { get; } = [0xC0, 0];

    public static byte[] Disconnect { get; } = [0xE0, 0];

    public static byte[] Connect(LogIn login)
    {
        var flags = (login.IsClean ? 0x02 : 0) | (login.UserName is null ? 0 : 0x80) | (login.Password is null ? 0 : 0x40)
            | (login.WillTopic is null ? 0 : 0x0C);
        var body = new PacketBody().Text(login.Protocol).Byte(login.Version).Byte(flags).Number(login.KeepAliveSeconds)
            .Properties(login.Version, login.Properties).Text(login.ClientId);
        if (login.WillTopic is not null) body.Properties(login.Version, []).Text(login.WillTopic).Binary(login.WillPayload);
        if (login.UserName is not null) body.Text(login.UserName);
        if (login.Password is not null) body.Text(login.Password);
        return body.Packet(0x10);
    }

    public static byte[] Publish(
        int version, string topic, ReadOnlySpan<byte> payload, int quality = 1, int identifier = 1, bool isRetained = false,
            byte[]? properties = null)
    {
        var body = new PacketBody().Text(topic);
        if (quality > 0) body.Number(identifier);
        return body.Properties(version, properties ?? []).Raw(payload).Packet(0x30 | (quality << 1) | (isRetained ? 1 : 0));
    }

    public static byte[] Subscribe(int version, int identifier, params string[] filters)
    {
        var body = new PacketBody().Number(identifier).Properties(version, []);
        foreach (var filter in filters) body.Text(filter).Byte(1);
        return body.Packet(0x82);
    }

    public static byte[] Unsubscribe(int version, int identifier, params string[] filters)
    {
        var body = new PacketBody().Number(identifier).Properties(version, []);
        foreach (var filter in filters) body.Text(filter);
        return body.Packet(0xA2);
    }

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP, by its first byte.</summary>
    public static byte[] Answer(int first, int identifier) => new PacketBody().Number(identifier).Packet(first);

    public static byte[] Frame(int first, ReadOnlySpan<byte> body) => [(byte)first, .. Length(body.Length), .. body];

    /// <summary>A remaining length: seven bits a byte, the lowest first.</summary>
    public static byte[] Length(int length)
    {
        var bytes = new List<byte>(4);
        for (var rest = length; ; rest >>= 7)
        {
            bytes.Add((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80) return [.. bytes];
        }
    }
}
