using System.Globalization;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>What a field holds, which decides how it is checked.</summary>
internal enum FieldType
{
    Text,
    Url,
    Host,
    Port,
    Security,
    MailAddress,
    SigningKey,
    BotToken,
}

/// <summary>A field that a kind of channel has.</summary>
/// <param name="Name">On the wire and in the record.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether there is no channel without it.</param>
/// <param name="IsSecret">Whether it is encrypted and masked.</param>
internal sealed record ChannelField(string Name, FieldType Type, bool IsRequired = true, bool IsSecret = false)
{
    public const string Url = "url";
    public const string Topic = "topic";
    public const string Token = "token";
    public const string ChatId = "chat_id";
    public const string Key = "key";
    public const string Host = "host";
    public const string Port = "port";
    public const string Security = "security";
    public const string User = "user";
    public const string Password = "password";
    public const string From = "from";
    public const string To = "to";

    public static readonly IReadOnlyList<string> Names = [Url, Topic, Token, ChatId, Key, Host, Port, Security, User, Password, From, To];

    private static readonly ChannelField SecretUrl = new(Url, FieldType.Url, IsSecret: true);
    private static readonly ChannelField Server = new(Url, FieldType.Url, IsRequired: false);

    public static IReadOnlyList<ChannelField> Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Discord or ChannelKind.Slack => [SecretUrl],
        ChannelKind.Ntfy => [Server, new(Topic, FieldType.Text, IsSecret: true), new(Token, FieldType.Text, IsRequired: false, IsSecret: true)],
        ChannelKind.Telegram => [Server, new(Token, FieldType.BotToken, IsSecret: true), new(ChatId, FieldType.Text)],
        ChannelKind.Webhook => [SecretUrl, new(Key, FieldType.SigningKey, IsSecret: true)],
        _ =>
        [
            new(Host, FieldType.Host), new(Port, FieldType.Port, IsRequired: false), new(Security, FieldType.Security, IsRequired: false),
            new(User, FieldType.Text, IsRequired: false), new(Password, FieldType.Text, IsRequired: false, IsSecret: true),
            new(From, FieldType.MailAddress), new(To, FieldType.MailAddress),
        ],
    };

    public static string? Read(ChannelSettings settings, string name) => name switch
    {
        Url => settings.Url,
        Topic => settings.Topic,
        Token => settings.Token,
        ChatId => settings.ChatId,
        Key => settings.Key,
        Host => settings.Host,
        Port => settings.Port?.ToString(CultureInfo.InvariantCulture),
        Security => settings.Security,
        User => settings.User,
        Password => settings.Password,
        From => settings.From,
        _ => settings.To,
    };

    public static void Write(ChannelSettings settings, string name, string value)
    {
        switch (name)
        {
            case Url: settings.Url = value; break;
            case Topic: settings.Topic = value; break;
            case Token: settings.Token = value; break;
            case ChatId: settings.ChatId = value; break;
            case Key: settings.Key = value; break;
            case Host: settings.Host = value; break;
            case Port: settings.Port = int.Parse(value, CultureInfo.InvariantCulture); break;
            case Security: settings.Security = value; break;
            case User: settings.User = value; break;
            case Password: settings.Password = value; break;
            case From: settings.From = value; break;
            default: settings.To = value; break;
        }
    }
}
