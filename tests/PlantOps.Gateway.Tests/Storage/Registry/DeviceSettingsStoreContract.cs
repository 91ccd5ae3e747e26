using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Tests.Storage.Registry;

/// <summary>What every store of settings must do.</summary>
public abstract class DeviceSettingsStoreContract(TestStore store) : IDisposable
{
    private static readonly DesiredSettings Desired = new()
    {
        Version = 3,
        IntervalS = 30,
        Sleep = true,
        Pins = new Dictionary<string, int> { ["led"] = -1 },
        Sensors = new Dictionary<string, string> { ["climate"] = "none" },
    };

    private static readonly ReportedSettings Reported = new()
    {
        Version = 2,
        FirmwareVersion = "1.2.3",
        SoilDryRaw = 3000,
        RefusedVersion = 3,
        Refused = [new RefusedSetting("pins", "no such pin")],
    };

    [Fact]
    public void Save_AfterRestart_HasBothSides()
    {
        Assert.Empty(store.Settings.Load());
        var kept = new KeptSettings(1, Desired, Reported, 1_777_777_777_123);
        store.Settings.Save([kept]);
        store.Restart();
        Assert.Equivalent(kept, Assert.Single(store.Settings.Load()), strict: true);
    }

    [Fact]
    public void Save_OneSideOnly_LeavesTheOtherOut()
    {
        store.Settings.Save([new KeptSettings(2, null, Reported, 5), new KeptSettings(1, Desired, null, 0)]);
        var kept = store.Settings.Load().OrderBy(kept => kept.Number).ToList();
        Assert.Equivalent(new KeptSettings(1, Desired, null, 0), kept[0], strict: true);
        Assert.Equivalent(new KeptSettings(2, null, Reported, 5), kept[1], strict: true);
    }

    [Fact]
    public void Save_Again_Replaces()
    {
        store.Settings.Save([new KeptSettings(1, Desired, Reported, 5)]);
        var changed = new KeptSettings(
            1, new DesiredSettings { Version = 4, IntervalS = 10 }, new ReportedSettings { Version = 4, IntervalS = 10 }, 6);
        store.Settings.Save([changed]);
        Assert.Equivalent(changed, Assert.Single(store.Settings.Load()), strict: true);
    }

    [Fact]
    public void TryChange_FromWhatIsThere_IsThereAfterRestart()
    {
        Assert.True(store.Settings.TryChange([new DesiredChange(new KeptSettings(1, Desired, null, 0), null)]));
        store.Settings.Save([new KeptSettings(1, Desired, Reported, 5)]);
        var next = new KeptSettings(1, new DesiredSettings { Version = 4, IntervalS = 10 }, Reported, 5);
        Assert.True(store.Settings.TryChange([new DesiredChange(next, 3)]));
        store.Restart();
        Assert.Equivalent(next, Assert.Single(store.Settings.Load()), strict: true);
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
