using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Channels;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>By what people are told, as pages.</summary>
public sealed class ChannelsPageTests
{
    private const string Secret = "plants-0815-4711";
    private const string Markup = "<script>alert(1)</script>";

    [Theory]
    [InlineData("discord")]
    [InlineData("slack")]
    [InlineData("ntfy")]
    [InlineData("email")]
    [InlineData("telegram")]
    [InlineData("webhook")]
    public void Fields_OfEveryKind_AreThoseThatItDeclaresInBothLanguages(string name)
    {
        var kind = ChannelKinds.BuiltIn.Find(name)!;
        foreach (var words in Languages.All)
        {
            var fields = ChannelForm.Fields(words, kind, null, null);

            Assert.Equal(["name", .. kind.Fields.Select(field => $"fields.{field.Name}")], fields.Select(field => field.Name));
            Assert.Equal(kind.Fields.Select(field => field.IsRequired), fields.Skip(1).Select(field => field.IsRequired));
            Assert.All(fields.Skip(1), field => Assert.EndsWith(".", field.Help, StringComparison.Ordinal));
            Assert.All(fields, field => Assert.True(char.IsUpper(field.Label[0]), field.Label));
        }

        foreach (var field in kind.Fields)
        {
            var german = new De().ChannelFieldHelp(name, field.Name, field.Help, field.IsRequired);
            Assert.DoesNotContain(field.Help, german, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Of_ChannelsWhoseLastMessageDidNotArrive_HasTheLatestOnTop()
    {
        Channel[] channels = [ChannelOf("a", true), ChannelOf("b", true), ChannelOf("c", false)];
        Delivery[] deliveries = [DeliveryOf("b", 3, DeliveryState.Failed, "no"), DeliveryOf("a", 2, DeliveryState.Sent, null),
            DeliveryOf("a", 1, DeliveryState.Failed, "old")];
        var shell = new Shell(new En(), "Messages", Place.Settings, new Visitor("Ada", "owner"));
        Person[] people = [new Person { Id = "h", Name = "Ben", TimeZone = "UTC", CriticalAtNight = false, CreatedAt = 0,
            Channels = ["a"] }];

        var view = ChannelsView.Of(shell, channels, ChannelKinds.BuiltIn, people, deliveries);

        Assert.Equal(new ChannelFailure("b", "b", "no"), view.Failure);
        Assert.Equal("Told in 2 ways.", view.State);
        Assert.Equal(["Tells Ben everything.", "Tells at once everything.", "Tells at once everything."],
            view.Rows.Select(row => row.Says));
        Assert.Equal(["Sent", "Did not arrive", null], view.Rows.Select(row => row.Last));
    }

    [Fact]
    public async Task Post_ANewChannel_IsTestedAndUsedOnceSomebodySaysThatItArrived()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Notifications:AllowLocalTargets", "true"]);
        var ben = gateway.Services.GetRequiredService<PersonStore>()
            .Add(new Person { Id = "", Name = "Ben", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0 });
        using var owner = gateway.SignedIn("owner");

        var added = await owner.PostAsync("/settings/channels", ("kind", "ntfy"), ("name", Markup), ("fields.url", server.Url),
            ("fields.topic", Secret));
        var sent = await server.NextRequest();
        var channel = Assert.Single(Channels(gateway));
        var asked = await owner.GetAsync(added.Location!);
        var isUsedBefore = channel.Enabled;
        var used = await owner.PostAsync($"/settings/channels/{channel.Id}/use", ("enabled", "true"), ("severity", "critical"),
            ("people", ben.Id));

        Assert.Contains(Secret, sent.Body, StringComparison.Ordinal);
        Assert.Equal($"/settings/channels/{channel.Id}/arrived", added.Location);
        Assert.Contains("Did it arrive?", asked.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Markup, asked.Html, StringComparison.Ordinal);
        Assert.Equal((false, HttpStatusCode.SeeOther), (isUsedBefore, used.Status));
        channel = Assert.Single(Channels(gateway));
        Assert.Equal((true, AlertSeverity.Critical), (channel.Enabled, channel.LeastSeverity));
        Assert.Equal([channel.Id], gateway.Services.GetRequiredService<PersonStore>().Find(ben.Id)!.Value.Channels);
        Assert.Equal(["Ben channel.add", "Ben channel.change", "Ben person.change"], gateway.Audited().Order());
        foreach (var path in (string[])["/settings/channels", $"/settings/channels/{channel.Id}", "/settings"])
            Assert.DoesNotContain(Secret, (await owner.GetAsync(path)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ATestThatIsRefused_SaysWhyAndTheSecretStays()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Notifications:AllowLocalTargets", "true"]);
        using var owner = gateway.SignedIn("owner");
        server.Answers(403, """{"error":"forbidden topic"}""");

        var added = await owner.PostAsync("/settings/channels", ("kind", "ntfy"), ("name", "Phone"), ("fields.url", server.Url),
            ("fields.topic", Secret));
        await server.NextRequest();
        var page = await owner.GetAsync(added.Location!);
        var again = await owner.PostAsync(added.Location!, ("name", "Phone 2"), ("fields.url", server.Url), ("fields.topic", ""));
        var sent = await server.NextRequest();

        Assert.Contains("forbidden topic", page.Html, StringComparison.Ordinal);
        Assert.Contains("One is kept that ends in 4711.", page.Html, StringComparison.Ordinal);
        Assert.EndsWith("/arrived", again.Location, StringComparison.Ordinal);
        Assert.Contains(Secret, sent.Body, StringComparison.Ordinal);
        Assert.Equal("Phone 2", Assert.Single(Channels(gateway)).Name);
    }

    [Fact]
    public async Task Post_WhatIsWrong_IsSaidAtTheFieldAndWhatWasTypedIsKept()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner", "de");

        var answer = await owner.PostAsync(
            "/settings/channels", ("kind", "email"), ("name", "Mail"), ("fields.port", "many"), ("fields.password", Secret),
                ("fields.from", "ada@example.org"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("id=\"f-fields-port-problem\">Eine ganze Zahl.", answer.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-fields-host-problem\">Das wird gebraucht.", answer.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ada@example.org\"", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.Html, StringComparison.Ordinal);
        Assert.Empty(Channels(gateway));
    }

    [Theory]
    [InlineData("owner", true)]
    [InlineData("viewer", false)]
    public async Task Get_Plants_SaysToOwnersThatNobodyIsTold(string role, bool isSaid)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        plants.TryCommit(plants.Put(new Plant { Id = PlantStore.NewId(), Name = "Fern", CreatedAt = 0 }, 0));
        using var browser = gateway.SignedIn(role);

        var before = await browser.GetAsync("/plants");
        gateway.Services.GetRequiredService<ChannelStore>().Add(ChannelOf("", true));
        var after = await browser.GetAsync("/plants");

        Assert.Equal(isSaid, before.Html.Contains("Nobody is told when a plant needs somebody.", StringComparison.Ordinal));
        Assert.DoesNotContain("Nobody is told", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Remove_TakesTheChannelAway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var id = gateway.Services.GetRequiredService<ChannelStore>().Add(ChannelOf("", true)).Id;
        using var owner = gateway.SignedIn("owner");

        await owner.PostAsync($"/settings/channels/{id}/remove");

        Assert.Empty(Channels(gateway));
        Assert.Equal(["Ben channel.remove"], gateway.Audited());
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/settings/channels/{id}")).Status);
    }

    [Fact]
    public async Task Get_Deliveries_ShowsWhatBecameOfEachWithItsReason()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var store = gateway.Services.GetRequiredService<DeliveryStore>();
        var records = gateway.Services.GetRequiredService<Gateway.Records.IRecords>();
        var waiting = DeliveryOf("c-1", 1_777_622_400_000, DeliveryState.Waiting, null) with { NextAttempt = long.MaxValue };
        records.TryCommit([store.Add(waiting)]);
        var kept = store.Open.Single();
        store.TryChange(kept, kept.Value with { State = DeliveryState.Failed, Reason = Markup, Attempts = 2 });
        using var owner = gateway.SignedIn("owner");

        var page = await owner.GetAsync("/settings/deliveries");

        Assert.Contains("Did not arrive", page.Html, StringComparison.Ordinal);
        Assert.Contains("removed · tried twice", page.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Markup, page.Html, StringComparison.Ordinal);
    }

    private static List<Channel> Channels(GatewayHost gateway) =>
        [.. gateway.Services.GetRequiredService<ChannelStore>().All.Select(channel => channel.Value)];

    private static Channel ChannelOf(string id, bool isOn) => new()
    {
        Id = id, Kind = "slack", Name = id, LeastSeverity = AlertSeverity.Warning, Enabled = isOn, CreatedAt = 0,
        Fields = new Dictionary<string, string>(),
    };

    private static Delivery DeliveryOf(string channel, long at, DeliveryState state, string? reason) =>
        DeliveryStore.New(at, channel, "what", new Message(Tone.Good, "Fern", ["is dry"], null), at) with { State = state,
            Reason = reason };
}
