using System.Net;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants;

public sealed class McpEndpointTests
{
    private const int MaxListBytes = 8 * 1024;

    private static readonly string[] Writing = ["plant_note", "alert_acknowledge", "alert_snooze"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Initialize_WithAToken_SaysWhatThereIs()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        var answer = await client.Ask(
            "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");

        var result = answer.GetProperty("result");
        Assert.Equal("plantops", result.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Contains("untrusted_text", result.GetProperty("instructions").GetString(), StringComparison.Ordinal);
        foreach (var capability in (string[])["tools", "resources", "prompts"])
            Assert.True(result.GetProperty("capabilities").TryGetProperty(capability, out _));
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("device-manager", false)]
    [InlineData("waters", true)]
    [InlineData("owner", true)]
    public async Task List_ByRole_ShowsOnlyWhatMayBeCalled(string role, bool mayCare)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn(TokenRoles.Parse(role)!.Value);

        var tools = await client.Tools();

        Assert.Equal(mayCare ? 11 : 8, tools.Count);
        Assert.Equal(mayCare ? 3 : 0, tools.Intersect(Writing).Count());
    }

    [Fact]
    public async Task List_OfAllTools_IsSmall()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn(TokenRole.Owner);
        using var request = McpClient.Request("tools/list");
        using var response = await client.SendAsync(request, Token);

        var bytes = (await response.Content.ReadAsByteArrayAsync(Token)).Length;

        Assert.InRange(bytes, 1000, MaxListBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"tools/list: {bytes} bytes");
    }

    [Theory]
    [InlineData("plant_note", """{"plant":"x","kind":"watered"}""")]
    [InlineData("alert_acknowledge", """{"alert":"x"}""")]
    [InlineData("alert_snooze", """{"alert":"x","hours":1}""")]
    public async Task Call_OfAToolThatIsNotShown_IsAsIfThereWereNone(string tool, string arguments)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        var (hidden, none) = (await Call(tool), await Call("no_such_tool"));

        Assert.Equal(none, hidden);

        async Task<string> Call(string name) =>
            (await client.Ask("tools/call", $$"""{"name":"{{name}}","arguments":{{arguments}}}""")).GetProperty("error")
                .ToString();
    }

    [Fact]
    public async Task Post_WithoutATokenOrARevokedOne_Is401()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = gateway.Https();
        using var client = gateway.SignedIn();
        Assert.Equal(8, (await client.Tools()).Count);

        var tokens = Service<TokenRegistry>(gateway);
        tokens.Revoke(tokens.All.Single());

        foreach (var refused in new[] { stranger, client })
        {
            using var response = await refused.SendAsync(McpClient.Request("tools/list"), Token);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("evil.example:8443", null)]
    [InlineData("localhost.evil.example", null)]
    [InlineData("192.0.2.7", null)]
    [InlineData("[2001:db8::1]", null)]
    [InlineData("10.0.0.1:8443", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "http://evil.example:8443")]
    [InlineData(null, "null")]
    [InlineData(null, "file://localhost")]
    [InlineData(null, "https://localhost.evil.example")]
    public async Task Post_UnderAnotherNameOrFromAnotherPage_Is403(string? host, string? origin)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = SignedInAtLocalhost(gateway);
        using var request = McpClient.Request("tools/list");
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("localhost:1", "http://localhost:6274")]
    [InlineData("127.0.0.1", null)]
    [InlineData("[::1]:8443", "https://[::1]:8443")]
    [InlineData("plants.example.org", "https://plants.example.org")]
    [InlineData("PLANTS.example.org:443", null)]
    public async Task Post_UnderAnOwnName_IsAnswered(string host, string? origin)
    {
        await using var gateway =
            await GatewayHost.StartedAsync(more: ["--Notifications:PublicUrl", "https://plants.example.org/"]);
        using var client = SignedInAtLocalhost(gateway);
        using var request = McpClient.Request("tools/list");
        request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_UnderTheNameOfTheMachine_IsAnswered()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = SignedInAtLocalhost(gateway);
        using var request = McpClient.Request("tools/list");
        request.Headers.Host = Environment.MachineName;

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_ThatIsTooLargeOrNoMessage_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            await Send($$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 70_000)}}"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await Send("{"));
        Assert.Equal(HttpStatusCode.BadRequest, await Send("[]"));
        Assert.Equal(HttpStatusCode.BadRequest, await Send("null"));
        using var get = await client.GetAsync("/mcp", Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        using var http = gateway.Http();
        using var plain = await http.SendAsync(McpClient.Request("tools/list"), Token);
        Assert.Equal(HttpStatusCode.PermanentRedirect, plain.StatusCode);

        async Task<HttpStatusCode> Send(string body)
        {
            using var request = McpClient.Request("tools/list");
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, Token);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Post_AskedForCompression_IsNotHeldBack()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();
        using var request = McpClient.Request("tools/list");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("gzip", response.Content.Headers.ContentEncoding);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_InAVersionWithoutHandshake_IsAnswered()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();
        client.DefaultRequestHeaders.Add("MCP-Protocol-Version", "2026-07-28");
        client.DefaultRequestHeaders.Add("Mcp-Method", "server/discover");
        const string Meta = "io.modelcontextprotocol";

        var answer = await client.Ask(
            "server/discover", $$"""{"_meta":{"{{Meta}}/protocolVersion":"2026-07-28","{{Meta}}/clientCapabilities":{} } }""");

        Assert.Equal("2026-07-28", answer.GetProperty("result").GetProperty("supportedVersions")[0].GetString());
    }

    [Fact]
    public async Task Call_ThatChangesSomething_IsInTheAuditLogByItsToken()
    {
        await using var garden = await AssistantGarden.With(1);
        var alert = garden.Raise(AssistantGarden.First);
        using var client = garden.As(TokenRole.Waters);

        await client.Answer("plant_note", """{"plant":"Fern 0","kind":"pruned","text":"secret words"}""");
        await client.Answer("alert_acknowledge", $$"""{"alert":"{{alert}}"}""");
        await client.Answer("alert_snooze", $$"""{"alert":"{{alert}}","hours":2}""");

        var entries = garden.Service<AuditLog>().Read(null, 10).Where(entry => entry.Who == "test").ToList();
        Assert.Equal(["alert.snooze", "alert.acknowledge", "journal.add"], entries.Select(entry => entry.What));
        Assert.All(entries, entry => Assert.NotNull(entry.TokenId));
        Assert.All(entries,
            entry => Assert.DoesNotContain(
                "secret words", JsonSerializer.Serialize($"{entry}", JsonSerializerOptions.Web), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Local_WithAndWithoutLeave_WritesOnlyWithIt()
    {
        await using var garden = await AssistantGarden.With(1);
        using var local = garden.Gateway.Local();
        using var https = garden.As(TokenRole.Owner);

        Assert.Equal(8, (await local.Tools("/local/mcp")).Count);
        Assert.Equal(11, (await local.Tools("/local/mcp?allow_changes=true")).Count);
        await local.Answer("plant_note", """{"plant":"Fern 0","kind":"watered"}""", "/local/mcp?allow_changes=true");
        using var overTcp = await https.SendAsync(McpClient.Request("tools/list", path: "/local/mcp"), Token);

        Assert.Equal("local", garden.Service<AuditLog>().Read(null, 1).Single().Who);
        Assert.Equal(HttpStatusCode.NotFound, overTcp.StatusCode);
    }

    // Whatever a request calls the gateway: who makes a name point here has no certificate for it, and needs none for this.
    private static HttpClient SignedInAtLocalhost(GatewayHost gateway)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = gateway.Trust();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
            errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateNameMismatch;
        var client = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{gateway.HttpsPort}") };
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer", Service<TokenRegistry>(gateway).Create("test", TokenRole.Viewer));
        return client;
    }

    private static T Service<T>(GatewayHost gateway)
        where T : notnull => (T)gateway.Services.GetService(typeof(T))!;
}
