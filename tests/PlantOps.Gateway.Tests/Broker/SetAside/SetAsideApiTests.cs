using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;
using static PlantOps.Gateway.Tests.CommandLine.PlantOpsProgram;

namespace PlantOps.Gateway.Tests.Broker.SetAside;

/// <summary>Messages set aside, over the API and the command line.</summary>
public sealed class SetAsideApiTests
{
    [Fact]
    public async Task Verbs_ListRetryRemoveClear_DoWhatTheySay()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var ids = SetAside(gateway, """{"temperature":21.5}""", "no\u001b[31m", "no", "no");

        var (_, list, _) = await Run(gateway.DataDirectory, "set-aside", "list", "--limit", "3");
        var (failed, _, problem) = await Run(gateway.DataDirectory, "set-aside", "retry", ids[1]);
        var (_, retried, _) = await Run(gateway.DataDirectory, "set-aside", "retry");
        var (_, removed, _) = await Run(gateway.DataDirectory, "set-aside", "remove", ids[1]);
        var (none, _, missing) = await Run(gateway.DataDirectory, "set-aside", "remove", ids[1]);
        var (_, cleared, _) = await Run(gateway.DataDirectory, "set-aside", "clear", "--json");
        var (_, empty, _) = await Run(gateway.DataDirectory, "set-aside", "list");

        Assert.Contains("unreadable: what is wrong", list, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list);
        Assert.Contains($"set-aside list --after {ids[1]}", list, StringComparison.Ordinal);
        Assert.Equal((1, 1), (failed, none));
        Assert.StartsWith("It still cannot be read: Not JSON", problem, StringComparison.Ordinal);
        Assert.Equal("Read: 1. Still set aside: 3.\n", retried);
        Assert.Equal("It is taken away.\n", removed);
        Assert.Contains("There is no message", missing, StringComparison.Ordinal);
        Assert.Equal("{\"removed\":2}\n", cleared);
        Assert.Equal("Every message could be read.\n", empty);
    }

    [Fact]
    public async Task Get_InParts_HasEachWithItsBytes()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var ids = SetAside(gateway, "plain", "\0\u0001");
        using var client = gateway.SignedIn(TokenRole.DeviceManager);

        var first = await client.GetStringAsync("/api/v1/set-aside?limit=1", TestContext.Current.CancellationToken);
        var page = JsonDocument.Parse(first).RootElement;
        var next = page.GetProperty("next").GetString();
        var second = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/set-aside?after={next}",
            TestContext.Current.CancellationToken));

        Assert.Equal(ids[1], next);
        var newest = page.GetProperty("items")[0];
        Assert.Equal(("0001", 2), (newest.GetProperty("hex").GetString(), newest.GetProperty("bytes").GetInt32()));
        Assert.Equal("plain", second.RootElement.GetProperty("items")[0].GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, second.RootElement.GetProperty("next").ValueKind);
    }

    // The ids in the order in which they were set aside.
    private static List<string> SetAside(GatewayHost gateway, params string[] payloads)
    {
        var device = gateway.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", "AA", null, null, []), "secret", null)!;
        var messages = payloads.Select(payload => new SetAsideMessage(
            device.Number, 1_777_622_400_000, $"devices/{device.Id}/telemetry", ErrorCodes.Unreadable, "what is wrong\u001b[2J",
                Encoding.UTF8.GetBytes(payload)));
        gateway.Services.GetRequiredService<IReadingStore>().Append(new ReadingGroup([], [.. messages]));
        return [.. gateway.Services.GetRequiredService<ISetAsideStore>().Read(long.MaxValue,
            100).Reverse().Select(message => message.Id)];
    }
}
