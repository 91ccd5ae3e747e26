using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Access.Secrets;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Settings;

/// <summary>What an owner set, as every store has it.</summary>
public abstract class AdvisorSetupContract(TestStore store) : IDisposable
{
    private const string Key = "sk-proj-abcdefgh-4711";

    private readonly TestSecrets _secrets = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public void Current_WhileNothingChanges_IsTheSameObject()
    {
        var setup = Setup();
        setup.Change(new AdvisorChange { Provider = "openai", Model = "m", ApiKey = Key });
        var before = setup.Current;

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(before, setup.Current);
        setup.Change(new AdvisorChange { Model = "n" });
        Assert.NotSame(before, setup.Current);
    }

    [Fact]
    public void Change_AtAnotherGateway_IsSeenWithinSeconds()
    {
        var (here, there) = (Setup(), Setup());
        Assert.False(there.Current.IsOn);

        here.Change(new AdvisorChange { Provider = "openai", Model = "m", ApiKey = Key });
        _time.Advance(TimeSpan.FromSeconds(5));
        var seen = there.Current;
        here.Reset();
        here.Change(new AdvisorChange { Provider = "openai", Model = "n", ApiKey = "sk-2" });
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(("m", Key), (seen.Model, seen.ApiKey));
        Assert.Equal(("n", "sk-2"), (there.Current.Model, there.Current.ApiKey));
    }

    [Fact]
    public void Change_OfWhatSomebodyElseHasChanged_IsOutdated()
    {
        var setup = Setup();
        var first = setup.Change(new AdvisorChange { Model = "m" }, expected: 0);

        Assert.False(first.IsOutdated);
        Assert.True(setup.Change(new AdvisorChange { Model = "n" }, expected: 0).IsOutdated);
        Assert.Equal("m", setup.Current.Model);
    }

    [Theory]
    [InlineData("{}", false, null)]
    [InlineData("""{"provider":"openai","model":"m","from":"a newer version"}""", true, null)]
    [InlineData("""{"provider":"somebody_new","model":"m"}""", false, "cannot be read")]
    [InlineData("""{"provider":"compatible","model":"m","address":"::"}""", false, "cannot be read")]
    [InlineData("""{"provider":"openai","model":"m","api_key":"CfDJ8","key_target":"openai https://api.openai.com"}""", true,
        "Give it anew")]
    [InlineData("[]", false, "cannot be read")]
    public void State_OfARecordOfAnotherVersion_IsOnOrSaysWhyNot(string json, bool isOn, string? problem)
    {
        Assert.True(store.Records.TryCommit([new RecordChange(RecordSet.AdvisorSettings, "advisor", json, 0)]));
        var setup = Setup();

        var state = setup.State;
        var changed = setup.Change(new AdvisorChange { Provider = "openai", Model = "n", ApiKey = Key });

        Assert.Equal(isOn, state.Settings.IsOn);
        Assert.Null(state.Settings.ApiKey);
        Assert.Equal((50_000L, 60.0, 7),
            (state.Settings.DayTokens, state.Settings.Timeout.TotalSeconds, state.Settings.RefreshDays));
        if (problem is null) Assert.Null(state.Problem);
        else Assert.Contains(problem, state.Problem, StringComparison.Ordinal);
        Assert.Equal((Key, null), (changed.State.Settings.ApiKey, changed.State.Problem));
    }

    [Fact]
    public void Change_AfterARestart_IsStillThere()
    {
        Setup().Change(new AdvisorChange
        {
            Provider = "compatible", Address = "https://models.example/v1", Model = "m", ApiKey = Key, InputPrice = 0.1m,
                OutputPrice = 0.2m,
            MonthCost = 5, Photos = true, TimeoutSeconds = 9, RefreshDays = 3, DayTokens = 4, MonthTokens = 5,
        });
        var before = Setup().State;

        store.Restart();

        Assert.Equal(before.Settings, Setup().Current);
        Assert.Equal((0.1m, 5m, true, Key),
            (before.Settings.InputPrice, before.Settings.MonthCost, before.Settings.Photos, before.Settings.ApiKey));
    }

    public void Dispose()
    {
        store.Dispose();
        _secrets.Dispose();
        GC.SuppressFinalize(this);
    }

    private AdvisorSetup Setup() => new(store.Records, _secrets.Box(store.Records), Options.Create(new AdvisorOptions()), _time);
}

public sealed class LiteDbAdvisorSetupTests() : AdvisorSetupContract(new LiteDbTestStore());

public sealed class PostgresAdvisorSetupTests() : AdvisorSetupContract(new PostgresTestStore());
