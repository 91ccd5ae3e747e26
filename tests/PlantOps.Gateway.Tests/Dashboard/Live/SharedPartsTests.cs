using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Dashboard.Live;
using RazorSlices;

namespace PlantOps.Gateway.Tests.Dashboard.Live;

public sealed class SharedPartsTests
{
    private readonly FakeTimeProvider _time = new();
    private int _made;

    [Fact]
    public async Task TextOf_ForSeveralPages_IsPutTogetherOnce()
    {
        var parts = new SharedParts(_time);

        var first = await TextAsync(parts, "card", since: 3, asOf: 4);
        var second = await TextAsync(parts, "card", since: 4, asOf: 4);

        Assert.Equal("1", first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task TextOf_AfterALaterEvent_IsPutTogetherAnew()
    {
        var parts = new SharedParts(_time);
        await TextAsync(parts, "card", since: 4, asOf: 4);

        Assert.Equal("2", await TextAsync(parts, "card", since: 5, asOf: 6));
        Assert.Equal("2", await TextAsync(parts, "card", since: 6, asOf: 6));
    }

    [Fact]
    public async Task TextOf_ThatIsOld_IsPutTogetherAnew()
    {
        var parts = new SharedParts(_time);
        await TextAsync(parts, "card", since: 4, asOf: 4);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("2", await TextAsync(parts, "card", since: 4, asOf: 4));
    }

    [Fact]
    public async Task TextOf_ForOthers_IsTheirOwn()
    {
        var parts = new SharedParts(_time);

        Assert.Equal("1", await TextAsync(parts, ("card", "Ada"), since: 4, asOf: 4));
        Assert.Equal("2", await TextAsync(parts, ("card", "Ben"), since: 4, asOf: 4));
        Assert.Equal("3", await TextAsync(parts, null, since: 4, asOf: 4));
        Assert.Equal("4", await TextAsync(parts, null, since: 4, asOf: 4));
        Assert.Equal("1", await TextAsync(parts, ("card", "Ada"), since: 4, asOf: 4));
    }

    [Fact]
    public async Task TextOf_MoreThanAreKept_ForgetsThoseBefore()
    {
        var parts = new SharedParts(_time);
        for (var i = 0; i <= SharedParts.MaxParts; i++) await TextAsync(parts, i, since: 4, asOf: 4);

        Assert.Equal($"{SharedParts.MaxParts + 1}", await TextAsync(parts, SharedParts.MaxParts, since: 4, asOf: 4));
        Assert.Equal($"{SharedParts.MaxParts + 2}", await TextAsync(parts, 0, since: 4, asOf: 4));
    }

    [Fact]
    public async Task TextOf_WhereNothingIsToBeShown_IsEmpty() => Assert.Empty(
        await new SharedParts(_time).TextOf(new LivePart("gone", () => null), 1, 1, TestContext.Current.CancellationToken));

    private ValueTask<string> TextAsync(SharedParts parts, object? key, long since, long asOf) =>
        parts.TextOf(new LivePart(key, () => new Counted(++_made)), since, asOf, TestContext.Current.CancellationToken);

    private sealed class Counted(int made) : RazorSlice
    {
        public override Task ExecuteAsync()
        {
            WriteLiteral(made.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        }
    }
}
