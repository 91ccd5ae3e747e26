using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Access.Secrets;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Asking;

/// <summary>The advisor's model as one gateway asks it, on a store of the test's.</summary>
internal sealed class AdvisorBench : IDisposable
{
    private readonly TestSecrets _secrets = new();
    private readonly ServiceProvider _services;

    public AdvisorBench(IRecords records, AdvisorSettings settings, TimeProvider? time = null)
    {
        var services = new ServiceCollection().AddLogging().AddMetrics().AddHttpClient();
        services.AddSingleton(records).AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(new AdvisorSetup(
            records, _secrets.Box(records), Microsoft.Extensions.Options.Options.Create(new AdvisorOptions()),
            TimeProvider.System)
        {
            Current = settings,
        });
        services.AddSingleton<ModelChats>().AddSingleton<AdvisorBudget>();
        services.AddSingleton<AdvisorWatch>().AddSingleton<AdvisorModel>();
        _services = services.BuildServiceProvider();
    }

    public AdvisorModel Model => _services.GetRequiredService<AdvisorModel>();

    public AdvisorWatch Watch => _services.GetRequiredService<AdvisorWatch>();

    public AdvisorSetup Setup => _services.GetRequiredService<AdvisorSetup>();

    /// <summary>All that counts today.</summary>
    public UsageDay Today
    {
        get
        {
            var now = _services.GetRequiredService<TimeProvider>().GetUtcNow();
            var budget = _services.GetRequiredService<AdvisorBudget>();
            var month = budget.Month(DateOnly.FromDateTime(now.UtcDateTime), Setup.Current);
            return month.Find(AdvisorBudget.IdOf(now))?.Value ?? new UsageDay();
        }
    }

    public static AdvisorSettings Settings(Uri address, long tokens = 1_000_000) => new()
    {
        Provider = AdvisorProvider.Compatible, Address = address, Model = "a-model",
        DayTokens = tokens, MonthTokens = 10 * tokens,
    };

    public static ChatMessage[] Said(string text) => [new(ChatRole.User, text)];

    public static ChatOptions Options(int maxTokens = 500) => new() { MaxOutputTokens = maxTokens };

    public void Dispose()
    {
        _services.Dispose();
        _secrets.Dispose();
    }
}

/// <summary>It is noon all day, and waits take a thousandth of their time.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.FromMinutes(1) ? dueTime : dueTime / 1000, period);
}
