using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>
/// Everything that tells people, on a real store and a clock that stands still, without the service that drives it.
/// </summary>
internal sealed class NotificationKit : IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly Storage.TemporaryDirectory _directory = new();
    private readonly NotificationOptions _options;
    private ServiceProvider? _services;

    public NotificationKit(TestStore store, bool allowLocal = true)
    {
        _store = store;
        _options = new NotificationOptions { AllowLocalTargets = allowLocal, PublicUrl = new Uri("https://plants.example.org") };
    }

    public LogRecorder Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(TestAlerts.Now));

    public IRecords Records => _store.Records;

    public DeliveryStore Deliveries => Get<DeliveryStore>();

    public ChannelSenders Senders => Get<ChannelSenders>();

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    private ServiceProvider Services => _services ??= Opened();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Ends as a crash does, and starts again.</summary>
    public void Restart()
    {
        _services = null;
        _store.Restart();
    }

    public Channel AddChannel(ChannelRequest settings) =>
        Get<ChannelStore>().Add(Get<ChannelMapper>().Channel(settings, null)).Value;

    public Channel AddChannel(string kind, string url) =>
        AddChannel(
            new ChannelRequest
            {
                Kind = kind,
                Name = "test",
                ["url"] = url,
                ["key"] = kind == "webhook" ? "0123456789abcdef" : null,
            });

    public Person AddPerson(Person person) => Get<PersonStore>().Add(person).Value;

    /// <summary>Does what the evaluator does: alert and event in one transaction.</summary>
    public Alert Happens(Plant plant, Alert alert, AlertEvent happened)
    {
        var plants = new RecordStore<Plant>(Records, RecordSet.Plants, PlantRecordsJson.Default.Plant);
        var alerts = Get<AlertStore>();
        var states = new RecordStore<PlantState>(Records, RecordSet.AlertStates, AlertsJson.Default.PlantState);
        var raised = new RuleState
        {
            RaisedLevel = alert.RecoveredAt is null ? (int)alert.Severity + 1 : 0,
            RaisedAt = alert.RaisedAt,
        };
        var state = new PlantState { Rules = new Dictionary<string, RuleState> { [alert.Rule.Id] = raised } };
        Assert.True(
            Records.TryCommit(
                [plants.Put(plant.Id, plant), states.Put(plant.Id, state), .. alerts.Put(alert, null), alerts.Add(happened)]));
        return alert;
    }

    public Alert Raise(Plant plant, AlertSeverity severity = AlertSeverity.Warning)
    {
        var alert = TestAlerts.Alert(plant, severity: severity, raisedAt: Now);
        return Happens(plant, alert, alert.Event(AlertEventKind.Raised, 12));
    }

    public Alert Recover(Plant plant, Alert alert)
    {
        alert = alert with { RecoveredAt = Now };
        return Happens(plant, alert, alert.Event(AlertEventKind.Recovered, 40, Now));
    }

    /// <summary>Decides about what has happened, after it was waited for more.</summary>
    public void Plan()
    {
        Get<NotificationPlanner>().Run();
        Time.Advance(TimeSpan.FromSeconds(20));
        Get<NotificationPlanner>().Run();
    }

    /// <summary>Sends what is due, and waits until it is known what came of it.</summary>
    public async Task Send()
    {
        Get<DeliverySender>().Run(TestContext.Current.CancellationToken);
        await Get<DeliverySender>().Finish();
    }

    public async Task<SendOutcome> Send(Channel channel, Gateway.Notifications.Messages.Message message) =>
        await Senders.Send(channel, DeliveryStore.New(Now, channel.Id, "test", message, Now));

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        _store.Dispose();
        _directory.Dispose();
    }

    private ServiceProvider Opened()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton(Options.Create(new SecretOptions())).AddSingleton<KeyRing>().AddSingleton<SecretBox>()
            .AddNotifications().AddSingleton<AlertStore>().AddSingleton<PlantStateStore>().AddSingleton<OpenAlerts>()
            .AddSingleton<PlantStore>();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(_store.Records);
        services.AddSingleton(_directory.Data);
        services.AddFleet().AddSingleton<IFleetStore, LoneFleet>();
        services.AddSingleton(Options.Create(_options));
        services.AddSingleton<CarePlanStore>().AddSingleton<CareCalendar>().AddSingleton(Options.Create(new AlertOptions()));
        return services.BuildServiceProvider();
    }
}
