using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Access.Sessions;

public sealed class SessionRegistryTests : IDisposable
{
    private readonly LiteDbTestStore _store = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Authenticate_WithTheSecret_IsTheSessionAlsoAfterARestart()
    {
        var (session, secret) = Registry().Begin("Ben", TokenRole.Waters, "Firefox");

        Assert.Equal(session, Registry().Authenticate(secret));
        Assert.Null(Registry().Authenticate(secret + "x"));
        Assert.Null(Registry().Authenticate(string.Empty));
        Assert.Null(Registry().Authenticate(new string('x', 60_000)));
    }

    [Fact]
    public void Begin_KeepsNoSecret()
    {
        var (_, secret) = Registry().Begin("Ben", TokenRole.Waters, "Firefox");

        var record = Assert.Single(_store.Records.Read(RecordSet.Sessions, RecordRange.All));
        Assert.DoesNotContain(secret, record.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithABrowserOfManyWords_KeepsThemCut()
    {
        var (session, _) = Registry().Begin("Ben", TokenRole.Waters, new string('x', 60_000));

        Assert.Equal(SessionRegistry.MaxBrowserLength, session.Browser.Length);
    }

    [Fact]
    public void End_ASession_LetsNobodyInAlsoAfterARestart()
    {
        var registry = Registry();
        var (session, secret) = registry.Begin("Ben", TokenRole.Owner, "Firefox");
        var (_, other) = registry.Begin("Ben", TokenRole.Owner, "Safari");

        Assert.Equal(session, registry.End(session.Id));

        Assert.Null(registry.End(session.Id));
        Assert.Null(registry.Authenticate(secret));
        Assert.Null(Registry().Authenticate(secret));
        Assert.NotNull(Registry().Authenticate(other));
    }

    [Fact]
    public void Renew_OnceADay_LetsASessionThatIsUsedGoOn()
    {
        var registry = Registry();
        var (used, usedSecret) = registry.Begin("Ben", TokenRole.Viewer, "Firefox");
        var (_, unusedSecret) = registry.Begin("Ann", TokenRole.Viewer, "Safari");

        Assert.False(registry.Renew(used));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(registry.Renew(used));
        Assert.False(registry.Renew(used));
        _time.Advance(Session.Lifetime - TimeSpan.FromDays(1));

        Assert.NotNull(Registry().Authenticate(usedSecret));
        Assert.Null(Registry().Authenticate(unusedSecret));
        Assert.Equal("Ben", Assert.Single(registry.All).Person);
    }

    [Fact]
    public void Renew_AfterTheClockWasAhead_CountsFromNow()
    {
        var start = _time.GetUtcNow();
        var ahead = new FakeTimeProvider(start + TimeSpan.FromDays(3650));
        var (session, secret) = new SessionRegistry(_store.Records, ahead).Begin("Ben", TokenRole.Viewer, "Firefox");
        var registry = Registry();

        Assert.True(registry.Renew(session));
        _time.Advance(Session.Lifetime);

        Assert.Null(registry.Authenticate(secret));
    }

    [Fact]
    public void Begin_OneTooMany_EndsTheOneUnusedForLongest()
    {
        var registry = Registry();
        var (_, first) = registry.Begin("first", TokenRole.Viewer, "Firefox");
        for (var i = 1; i < SessionRegistry.Max; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            registry.Begin($"{i}", TokenRole.Viewer, "Firefox");
        }

        Assert.NotNull(registry.Authenticate(first));
        _time.Advance(TimeSpan.FromSeconds(1));
        registry.Begin("last", TokenRole.Viewer, "Firefox");

        Assert.Null(registry.Authenticate(first));
        Assert.Equal(SessionRegistry.Max, Registry().All.Count);
        Assert.Equal("last", Registry().All[0].Person);
    }

    [Fact]
    public void Reload_TakesOverWhatOthersHaveBegunAndEnded()
    {
        var (here, there) = (Registry(), Registry());
        var (session, secret) = here.Begin("Ben", TokenRole.Viewer, "Firefox");

        Assert.Null(there.Authenticate(secret));
        there.Reload();
        Assert.NotNull(there.Authenticate(secret));

        here.End(session.Id);
        there.Reload();
        Assert.Null(there.Authenticate(secret));
    }

    private SessionRegistry Registry() => new(_store.Records, _time);
}
