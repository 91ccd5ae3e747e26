using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>What one gateway changes is said to the others when it is committed.</summary>
public sealed class ChangeNoticesTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly PostgresTestStore _here;
    private readonly PostgresTestStore _there;

    public ChangeNoticesTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        (_here, _there) = (new PostgresTestStore(database), new PostgresTestStore(database));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sessions")]
    [InlineData("passkeys")]
    [InlineData("wall_keys")]
    [InlineData("field_mappings")]
    [InlineData("mqtt_logins")]
    [InlineData("authority")]
    [InlineData("plants")]
    [InlineData("species")]
    public async Task Next_ARecordThatIsKeptInMemory_IsSaidWhenItIsMadeChangedAndGone(string set)
    {
        await using var notices = await ChangeNotices.ListenAsync(_there.Database, Token);
        foreach (var json in (string?[])["1", "2", null])
        {
            Assert.True(_here.Records.TryCommit([new RecordChange(new RecordSet(set), "one", json, null)]));

            Assert.Equal([set], await notices.NextAsync(Long, Token));
        }
    }

    [Fact]
    public async Task Next_OtherRecords_SayNothing()
    {
        await using var notices = await ChangeNotices.ListenAsync(_there.Database, Token);

        Assert.True(_here.Records.TryCommit([new RecordChange(RecordSet.AlertStates, "one", "1", null)]));

        Assert.Empty(await notices.NextAsync(Short, Token));
    }

    [Fact]
    public async Task Next_WhatWasNotCommitted_SaysNothing()
    {
        await using var notices = await ChangeNotices.ListenAsync(_there.Database, Token);

        Assert.False(_here.Records.TryCommit(
            [new RecordChange(RecordSet.Plants, "one", "1", null), new RecordChange(RecordSet.Plants, "two", "1", Expected: 7)]));

        Assert.Empty(await notices.NextAsync(Short, Token));
    }

    [Fact]
    public async Task Next_TokensDevicesAndTheirSettings_AreSaid()
    {
        await using var notices = await ChangeNotices.ListenAsync(_there.Database, Token);
        var tokens = new TokenRegistry(_here.Tokens, TimeProvider.System);
        var devices = new DeviceRegistry(_here.Devices, TimeProvider.System);

        tokens.Make("phone", TokenRole.Viewer);
        Assert.Equal(["tokens"], await notices.NextAsync(Long, Token));

        var device = devices.Admit(new DeviceDescription("Fern", "24:6F:28:00:00:01", null, null, []), "secret", null)!;
        Assert.Equal(["devices"], await notices.NextAsync(Long, Token));

        new SettingsRegistry(_here.Settings, devices).Change(device, new SettingsChange { IntervalS = 30 });
        Assert.Equal(["device_settings"], await notices.NextAsync(Long, Token));
    }

    [Fact]
    public async Task Next_WhatADeviceReports_SaysNothing()
    {
        var devices = new DeviceRegistry(_here.Devices, TimeProvider.System);
        var device = devices.Admit(new DeviceDescription("Fern", "24:6F:28:00:00:01", null, null, []), "secret", null)!;
        await using var notices = await ChangeNotices.ListenAsync(_there.Database, Token);
        var settings = new SettingsRegistry(_here.Settings, devices);

        foreach (var interval in (int[])[60, 120])
        {
            settings.Report(device, new ReportedSettings { Version = 0, IntervalS = interval }, 500 + interval);
            settings.Save();
        }

        Assert.Empty(await notices.NextAsync(Short, Token));
    }

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }
}
