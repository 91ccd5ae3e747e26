using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Notifications.Channels;

/// <summary>A kind of channel is a class and a place in the list: the gateway takes one that only this test knows.</summary>
public sealed class ChannelKindTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. ChannelKinds.BuiltIn.Names];

    [Fact]
    public async Task Gateway_WithAKindMore_AddsShowsDescribesTriesAndTellsIt()
    {
        var loft = new Loft();
        await using var gateway = await GatewayHost.StartedAsync(
            substitute: services => services.AddSingleton(PigeonSender.Kind).AddSingleton(loft),
            more: ["--Notifications:BatchSeconds", "0"]);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var added =
            await Post(owner, """{"kind":"pigeon","name":"Pigeon","loft":"Roof","ring":"DV-1234-56-789","height":12}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var path = added.Headers.Location!.OriginalString;
        var view = await owner.GetStringAsync(path, Token);
        Assert.EndsWith(
            ""","kind":"pigeon","name":"Pigeon","least_severity":"warning","enabled":true,"loft":"Roof","ring":"…-789","height":12}""",
            view.Replace("\\u2026", "…", StringComparison.Ordinal), StringComparison.Ordinal);
        var kept = gateway.Services.GetRequiredService<IRecords>().Find(RecordSet.Channels, path.Split('/')[^1])!.Json;
        Assert.Contains("\"kind\":\"pigeon\"", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("789", kept, StringComparison.Ordinal);

        using var tried = await owner.PostAsync(path + "/test", null, Token);
        Assert.True((await tried.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("sent").GetBoolean());
        Assert.Equal(("Roof", "DV-1234-56-789", "PlantOps can reach you over 'Pigeon'"), await loft.Next());

        var plant = TestAlerts.Plant("Fern");
        var alert = TestAlerts.Alert(plant, raisedAt: TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        TestAlerts.Happens(gateway.Services, plant, alert, alert.Event(AlertEventKind.Raised, 12));
        Assert.Equal(("Roof", "DV-1234-56-789", "Fern is dry"), await loft.Next());

        using var wrong = await Post(owner, """{"kind":"pigeon","name":"Pigeon","ring":"x","url":"https://example.org/"}""");
        Assert.Equal(["loft", "url"], (await Errors(wrong)).Select(error => error.Name).Order());

        var schemas = (await owner.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token)).GetProperty("components")
            .GetProperty("schemas");
        Assert.Contains(
            "pigeon", schemas.GetProperty("ChannelKind").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            "pigeon: what is written on its ring (secret).",
            schemas.GetProperty("ChannelRequest").GetProperty("properties").GetProperty("ring").GetProperty("description")
                .GetString());
    }

    [Theory]
    [InlineData("matrix")]
    [InlineData("pigeon")]
    [InlineData("")]
    public async Task Post_KindThatIsNotKnown_IsRefusedByItsNameAndNeverMail(string kind)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer =
            await Post(owner, $$"""{"kind":"{{kind}}","name":"n","host":"mail.example.org","from":"a@b.c","to":"d@e.f"}""");

        var error = Assert.Single(await Errors(answer));
        Assert.Equal("kind", error.Name);
        Assert.StartsWith($"There is no kind '{kind}', but discord, ", error.Value[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(
            0, (await owner.GetFromJsonAsync<JsonElement>("/api/v1/channels", Token)).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_ItsExample_IsAChannelThatCanBe(string name)
    {
        var example = NotificationExamples.Of(ChannelKinds.BuiltIn.Find(name)!);
        var settings = JsonSerializer.Deserialize(example, NotificationsJson.Default.ChannelRequest)!;

        Assert.Empty(new ChannelRules(ChannelKinds.BuiltIn, Options.Create(new NotificationOptions())).Check(settings));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Kind_InTheDocumentation_IsThereWithEachOfItsFields(string name)
    {
        var kind = ChannelKinds.BuiltIn.Find(name)!;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "docs", "notifications.md"), Token);

        var row = Assert.Single(lines, line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));

        Assert.All(
            kind.Fields, field => Assert.Contains($"`{field.Name}`{(field.IsSecret ? "*" : "")}", row, StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string json) =>
        client.PostAsync("/api/v1/channels", new StringContent(json, Encoding.UTF8, "application/json"), Token);

    private static async Task<IEnumerable<JsonProperty>> Errors(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").EnumerateObject();
    }

    /// <summary>Where pigeons arrive.</summary>
    private sealed class Loft
    {
        private readonly Channel<(string, string, string)> _arrived =
            System.Threading.Channels.Channel.CreateUnbounded<(string, string, string)>();

        public void Arrive(string loft, string ring, string title) => Assert.True(_arrived.Writer.TryWrite((loft, ring, title)));

        public Task<(string Loft, string Ring, string Title)> Next() =>
            _arrived.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);
    }

    private sealed class PigeonSender(Loft loft) : IChannelSender
    {
        public static readonly ChannelKind Kind = new ChannelKind<PigeonSender>
        {
            Name = "pigeon",
            Title = "a pigeon",
            Fields =
            [
                new("loft", "where it lives") { Example = "Roof" },
                new("ring", "what is written on its ring") { IsSecret = true, Example = "DV-1234-56-789" },
                new("height", "how high that is, in metres") { IsRequired = false, IsNumber = true, Example = "12" },
            ],
        };

        public Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
        {
            attempt.GoesOut();
            loft.Arrive(fields["loft"], fields["ring"], delivery.Message.Title);
            return Task.FromResult(SendOutcome.Sent);
        }
    }
}
