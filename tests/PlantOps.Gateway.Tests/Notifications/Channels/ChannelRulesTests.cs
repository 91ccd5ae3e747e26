using System.Text.Json;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Tests.Notifications.Channels;

public sealed class ChannelRulesTests
{
    [Theory]
    [InlineData("""{"kind":"discord","name":"d","url":"https://discord.com/api/webhooks/1/x"}""")]
    [InlineData("""{"kind":"slack","name":"s","least_severity":"critical","url":"https://hooks.slack.com/services/T/B/x"}""")]
    [InlineData("""{"kind":"ntfy","name":"n","topic":"plants-73"}""")]
    [InlineData("""{"kind":"ntfy","name":"n","topic":"plants-73","url":"https://ntfy.example.org","token":"tk_1"}""")]
    [InlineData("""{"kind":"telegram","name":"t","token":"1:abc","chat_id":"-100"}""")]
    [InlineData("""{"kind":"webhook","name":"w","url":"https://example.org/hook","key":"0123456789abcdef"}""")]
    [InlineData("""{"kind":"email","name":"e","host":"mail.example.org","from":"plants@example.org","to":"ada@example.org"}""")]
    [InlineData(
        """{"kind":"email","name":"e","host":"mail.example.org","port":465,"security":"tls","user":"u","password":"p","from":"a@b.c","to":"d@e.f"}""")]
    [InlineData("""{"id":"c1","created_at":1,"kind":"ntfy","name":"n","topic":"plants-73"}""")]
    public void Check_WhatCanBe_HasNoErrors(string json) => Assert.Empty(Check(json));

    [Fact]
    public void Check_AFieldThatThereIsNot_IsNamed() => Assert.Equal(
        ["least_severty"],
        Check("""{"kind":"ntfy","name":"n","topic":"plants-73","least_severty":"critical"}""").Keys);

    [Theory]
    [InlineData("{}", "kind", "name")]
    [InlineData("""{"kind":"discord","name":"d\u0007"}""", "name", "url")]
    [InlineData("""{"kind":"discord","name":"d","url":"https://x.org/1","topic":"t"}""", "topic")]
    [InlineData("""{"kind":"discord","name":"d","url":"discord.com/api"}""", "url")]
    [InlineData("""{"kind":"discord","name":"d","url":"ftp://discord.com/api"}""", "url")]
    [InlineData("""{"kind":"discord","name":"d","url":"https://me:pw@discord.com/api"}""", "url")]
    [InlineData("""{"kind":"slack","name":"d","url":"http://hooks.slack.com/x"}""", "url")]
    [InlineData("""{"kind":"slack","name":"d","url":"https://10.0.0.7/x"}""", "url")]
    [InlineData("""{"kind":"slack","name":"d","url":"https://[::ffff:192.168.1.1]/x"}""", "url")]
    [InlineData("""{"kind":"slack","name":"d","url":"https://2130706433/x"}""", "url")]
    [InlineData("""{"kind":"ntfy","name":"n","topic":"t","url":"https://localhost"}""", "url")]
    [InlineData("""{"kind":"webhook","name":"w","url":"https://example.org/hook","key":"short"}""", "key")]
    [InlineData(
        """{"kind":"email","name":"e","host":"192.168.1.5","port":70000,"security":"ssl","from":"a","to":"b@c\u000d\u000aBcc: x@y.z"}""", "host", "port", "security", "from", "to")]
    [InlineData("""{"kind":"slack","name":"d","url":{"to":"https://hooks.slack.com/services/T/B/x"}}""", "url")]
    [InlineData("""{"kind":"telegram","name":"t","token":"1:abc/../x","chat_id":-100}""", "token", "chat_id")]
    [InlineData("""{"kind":"email","name":"e","host":"m.org","port":"465","from":"a@b.c","to":"d@e.f"}""", "port")]
    [InlineData("""{"kind":"matrix","name":"m","host":"mail.example.org","from":"a@b.c","to":"d@e.f"}""", "kind")]
    [InlineData("""{"kind":"discord","name":"d","url":"…0815"}""", "url")]
    [InlineData(
        """{"kind":"email","name":"e","host":"m.org","user":"u","password":"…","from":"a@b.c","to":"d@e.f"}""", "password")]
    [InlineData("""{"kind":"email","name":"e","host":"m.org","security":"none","password":"p","from":"a@b.c","to":"d@e.f"}""",
        "user", "security")]
    public void Check_WhatCannotBe_NamesEachField(string json, params string[] fields) =>
        Assert.Equal(fields.Order(), Check(json).Keys.Order());

    [Fact]
    public void Check_LocalTargetsAllowed_TakesThem()
    {
        Assert.Empty(Check("""{"kind":"ntfy","name":"n","topic":"t","url":"http://192.168.1.5:8090"}""", allowLocal: true));
        Assert.Contains("Notifications:AllowLocalTargets",
            Check("""{"kind":"ntfy","name":"n","topic":"t","url":"https://192.168.1.5"}""")["url"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Check_KindThatIsNotKnown_IsRefusedByItsName() => Assert.Equal(
        "There is no kind 'matrix', but discord, slack, ntfy, email, telegram or webhook.",
        Check("""{"kind":"matrix","name":"m"}""")["kind"][0]);

    private static Dictionary<string, string[]> Check(string json, bool allowLocal = false) =>
        new ChannelRules(ChannelKinds.BuiltIn, Options.Create(new NotificationOptions { AllowLocalTargets = allowLocal }))
            .Check(JsonSerializer.Deserialize(json, NotificationsJson.Default.ChannelRequest)!);
}
