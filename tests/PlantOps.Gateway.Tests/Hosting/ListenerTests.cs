using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Tests.Broker;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class ListenerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WhatIsForTheOwnerOnly_IsFoundOnTheUnixSocketAndNowhereElse()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var local = gateway.Local();
        using var https = gateway.SignedIn(Gateway.Access.TokenRole.Owner);
        using var http = gateway.Http();
        using var device = new BrokerClient(gateway, "AA:BB");
        var channel = gateway.Services.GetRequiredService<ChannelStore>().Add(new Channel
        {
            Id = "", Kind = "slack", Name = "none", LeastSeverity = AlertSeverity.Warning, Enabled = false, CreatedAt = 0,
            Fields = new Dictionary<string, string>(),
        });
        var person = gateway.Services.GetRequiredService<PersonStore>()
            .Add(new Person { Id = "", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0 });
        var forTheOwner = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<LocalOnly>() is not null)
            .Select(endpoint => (
                Path: Existing(endpoint.RoutePattern.RawText!),
                Method: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()))
            .ToList();

        Assert.Equal(132, forTheOwner.Count);
        foreach (var (path, method) in forTheOwner)
        {
            Assert.StartsWith("/local/", path, StringComparison.Ordinal);
            Assert.True(await IsThere(local, path, method));
            Assert.Equal(HttpStatusCode.NotFound, await Ask(https, path, method));
            Assert.Equal(HttpStatusCode.PermanentRedirect, await Ask(http, path, method));
        }

        // The id of something that is there; a route that is there also says what it did not find.
        string Existing(string route) => route.Replace(
            "{id}",
            route.StartsWith("/local/channels", StringComparison.Ordinal) ? channel.Id
            : route.StartsWith("/local/people", StringComparison.Ordinal) ? person.Id
            : device.Device.Id,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_EverythingBelowLocal_IsMarkedForTheOwnerOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var unmarked = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("local", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<LocalOnly>() is null);

        Assert.Empty(unmarked);
    }

    [Theory]
    [InlineData("/ca.crt")]
    [InlineData("/api/time")]
    [InlineData("/api/health")]
    public async Task Get_InTheClearWhatAnyoneMayRead_IsAnswered(string path)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var http = gateway.Http();

        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/devices?x=1")]
    [InlineData("/api/devices/register")]
    [InlineData("/metrics")]
    [InlineData("/")]
    public async Task Get_InTheClearAnythingElse_IsSentToHttps(string path)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var http = gateway.Http();

        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal($"https://localhost:{gateway.HttpsPort}{path}", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Start_UnixSocket_CanBeOpenedByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await using var gateway = await GatewayHost.StartedAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(gateway.DataDirectory, "plantops.sock")));
    }

    [Fact]
    public async Task Start_WithASocketLeftBehind_TakesItsPlace()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("plantops.sock"), string.Empty, Token);
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        using var local = gateway.Local();

        Assert.Equal(HttpStatusCode.OK, await Ask(local, "/local/devices", "GET"));
    }

    // A route that is there says what it did not find.
    private static async Task<bool> IsThere(HttpClient client, string path, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        // One of them never ends.
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return answer.StatusCode != HttpStatusCode.NotFound
            || (await answer.Content.ReadAsStringAsync(Token)).Contains("There is no ", StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> Ask(HttpClient client, string path, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return answer.StatusCode;
    }
}
