using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.Tests.Hosting.Logging;

public sealed class CorrelationIdTests
{
    private const string Header = CorrelationId.Header;

    [Theory]
    [InlineData("abc-123", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\nb", false)]
    [InlineData("ä", false)]
    public void IsSafe_OfAnId_IsWhatCanGoIntoALog(string id, bool safe) => Assert.Equal(safe, CorrelationId.IsSafe(id));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void IsSafe_OfALongId_EndsAt64(int length, bool safe) =>
        Assert.Equal(safe, CorrelationId.IsSafe(new string('x', length)));

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/nowhere")]
    public async Task Send_WithAnId_GetsItBack(string path)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();
        client.DefaultRequestHeaders.Add(Header, "my-id");

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("my-id", answer.Headers.GetValues(Header).Single());
    }

    [Fact]
    public async Task Send_WithoutAnIdOrWithAnUnsafeOne_GetsANewOneEachTime()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();
        var ids = new HashSet<string>();
        foreach (var given in new[] { null, "not safe" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/time");
            if (given is not null) request.Headers.Add(Header, given);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            ids.Add(answer.Headers.GetValues(Header).Single());
        }

        Assert.Equal(2, ids.Count);
        Assert.DoesNotContain("not safe", ids);
    }
}
