using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access.Arrivals;

namespace PlantOps.Gateway.Tests.Access.Arrivals;

public sealed class SignInLinksTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
    private readonly SignInLinks _links;

    public SignInLinksTests() => _links = new SignInLinks(_time);

    [Fact]
    public void Take_ALink_IsOnce()
    {
        var link = _links.Make();

        Assert.False(_links.Take(link + "x"));
        Assert.False(_links.Take(new string('x', 60_000)));
        Assert.True(_links.Take(link));
        Assert.False(_links.Take(link));
    }

    [Fact]
    public void Take_AfterItsTime_IsTooLate()
    {
        var link = _links.Make();
        _time.Advance(SignInLinks.Lifetime);

        Assert.False(_links.Take(link));
    }

    [Fact]
    public void Make_Another_MakesTheOldestWorthless()
    {
        var links = Enumerable.Range(0, SignInLinks.Max + 1).Select(_ => _links.Make()).ToList();

        Assert.False(_links.Take(links[0]));
        Assert.All(links.Skip(1), link => Assert.True(_links.Take(link)));
    }
}
