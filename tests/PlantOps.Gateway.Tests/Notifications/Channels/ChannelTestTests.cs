using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Notifications.Sending;

namespace PlantOps.Gateway.Tests.Notifications.Channels;

/// <summary>Trying a channel, over the API and on the command line, where the mail server wants a log-in.</summary>
public sealed class ChannelTestTests : IAsyncLifetime
{
    private readonly MailServer _mail = new();
    private readonly LevelRecorder _log = new();
    private GatewayHost _gateway = null!;
    private HttpClient _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mail.Start(wantsLogIn: true);
        _gateway = await GatewayHost.StartedAsync(
            substitute: _log.Substitute, more: ["--Notifications:AllowLocalTargets", "true"]);
        _owner = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _gateway.DisposeAsync();
        await _mail.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData(null, "The mail server wants a user and a password")]
    [InlineData("wrong", "The mail server does not take this user and password.")]
    public async Task Test_MailServerWantsALogIn_SaysSoEverywhere(string? password, string reason)
    {
        var channel = await Added(password);

        using var answer = await _owner.PostAsync($"/api/v1/channels/{channel}/test", null, Token);
        var (exit, output, error) = await PlantOpsProgram.Run(_gateway.DataDirectory, "channel", "test", channel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.False(test.GetProperty("sent").GetBoolean());
        Assert.StartsWith(reason, test.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"It was not sent. {reason}", error, StringComparison.Ordinal);
        Assert.Empty(_mail.Received);

        var said = $"Test message did not reach channel 'mail': {reason}";
        var lines = _log.Lines.Where(line => line.Text.StartsWith(said, StringComparison.Ordinal));
        Assert.Equal([LogLevel.Warning, LogLevel.Warning], lines.Select(line => line.Level));
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Test_WithTheRightLogIn_Arrives()
    {
        var channel = await Added("right");

        Assert.Equal((0, "It was sent.\n", ""), await PlantOpsProgram.Run(_gateway.DataDirectory, "channel", "test", channel));

        Assert.Equal("PlantOps can reach you over 'mail'", Assert.Single(_mail.Received).Subject);
    }

    private async Task<string> Added(string? password)
    {
        var settings = new Dictionary<string, object>
        {
            ["kind"] = "email", ["name"] = "mail", ["host"] = "localhost", ["port"] = _mail.Port, ["security"] = "none",
            ["from"] = "a@b.c", ["to"] = "d@e.f",
        };
        if (password is not null) (settings["user"], settings["password"]) = ("plants", password);
        using var answer = await _owner.PostAsJsonAsync("/api/v1/channels", settings, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }
}
