using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Tests.Storage.Registry;

/// <summary>What every store of devices must do.</summary>
public abstract class DeviceStoreContract(TestStore store) : IDisposable
{
    private static readonly Device Fern = new(
        1, "plant-fern0000", "Fern on the sill 🌿", "AA:BB", [0, 1, 255], 60, 1_777_777_777_123)
    {
        Model = "esp32",
        FirmwareVersion = "1.2.3",
        Sensors = ["dht22", "bh1750"],
    };

    private static readonly Device Bare = new(2, "plant-bare0000", "Bare", "CC:DD", [], 300, 1_777_777_777_999);

    [Fact]
    public void Load_Nothing_IsEmpty() => Assert.Empty(store.Devices.Load());

    [Fact]
    public void Admit_AfterRestart_IsThereWithEverythingItHas()
    {
        Assert.Equal(Admission.Done, store.Devices.Admit(Fern, null));
        Assert.Equal(Admission.Done, store.Devices.Admit(Bare, null));
        store.Restart();
        var devices = store.Devices.Load().OrderBy(device => device.Number).ToList();
        Assert.Equivalent(Fern, devices[0], strict: true);
        Assert.Equivalent(Bare, devices[1], strict: true);
        Assert.Equal(2, devices.Count);
    }

    [Fact]
    public void Admit_WithCapabilities_HasThemAfterRestartUntilItRegistersWithoutThem()
    {
        var said = Fern with { Capabilities = new Capabilities { HeapBytes = 64_100, PsramBytes = 0, Api = 1 } };
        store.Devices.Admit(said, null);
        store.Restart();
        Assert.Equal(said.Capabilities, Assert.Single(store.Devices.Load()).Capabilities);
        store.Devices.Change([1], device => device with { Name = "Hall" }, null);
        Assert.Equal(said.Capabilities, Assert.Single(store.Devices.Load()).Capabilities);
        store.Devices.Admit(Fern, null);
        Assert.Null(Assert.Single(store.Devices.Load()).Capabilities);
    }

    [Fact]
    public void Admit_TheSameAgain_ReplacesWhatItSaysOfItself()
    {
        store.Devices.Admit(Fern, null);
        var changed = Fern with
        {
            Name = "Fern in the hall",
            PasswordHash = [9],
            Model = null,
            FirmwareVersion = "2.0.0",
            Sensors = [],
        };
        Assert.Equal(Admission.Done, store.Devices.Admit(changed, null));
        Assert.Equivalent(changed, Assert.Single(store.Devices.Load()), strict: true);
    }

    [Fact]
    public void Admit_WithAnEnrolment_UsesUpThatOne()
    {
        store.Enrolments.Add(new OpenEnrolment("used", "Fern", 10), []);
        store.Enrolments.Add(new OpenEnrolment("open", "Bare", 20), []);
        Assert.Equal(Admission.Done, store.Devices.Admit(Fern, "used"));
        store.Restart();
        Assert.Equal("open", Assert.Single(store.Enrolments.Load()).Key);
    }

    [Fact]
    public void Change_AfterRestart_IsTheNextVersionWithEverything()
    {
        store.Devices.Admit(Fern, null);
        var changed = store.Devices.Change(
            [1], device => device with
            {
                Name = "Hall",
                HardwareId = "NEW",
                IsRenamed = true,
                ReleasedAt = 1_777_777_777_124,
                RetiredAt = 1_777_777_777_125,
            }, null);
        store.Restart();
        var expected = Fern with
        {
            Name = "Hall", HardwareId = "NEW", IsRenamed = true, ReleasedAt = 1_777_777_777_124, RetiredAt = 1_777_777_777_125,
            Version = 2, };
        Assert.Equal(Admission.Done, changed.Admission);
        Assert.Equivalent(expected, Assert.Single(changed.Devices), strict: true);
        Assert.Equivalent(expected, Assert.Single(store.Devices.Load()), strict: true);
        Assert.Equal(
            3, Assert.Single(store.Devices.Change([1], device => device with { ReleasedAt = null }, null).Devices).Version);
        Assert.Null(Assert.Single(store.Devices.Load()).ReleasedAt);
    }

    [Fact]
    public void Change_HardwareThatGoesFromOneToAnother_IsOneTransactionWithTheEnrolment()
    {
        store.Devices.Admit(Fern, null);
        store.Devices.Admit(Bare, null);
        store.Enrolments.Add(new OpenEnrolment("claim", "Fern", 10) { Device = 1 }, []);
        Assert.Equal(1, store.Enrolments.Find("claim")?.Device);

        var changed = store.Devices.Change(
            [2, 1], device => device with { HardwareId = device.Number == 2 ? "gone" : Bare.HardwareId }, "claim");

        Assert.Equal(["gone", "CC:DD"], changed.Devices.Select(device => device.HardwareId));
        Assert.Equal(
            ["CC:DD", "gone"], store.Devices.Load().OrderBy(device => device.Number).Select(device => device.HardwareId));
        Assert.Empty(store.Enrolments.Load());
    }

    [Fact]
    public void Change_ThatTheRuleRefusesForOne_ChangesNothing()
    {
        store.Devices.Admit(Fern, null);
        store.Devices.Admit(Bare, null);
        store.Enrolments.Add(new OpenEnrolment("claim", "Fern", 10), []);

        var refused = store.Devices.Change(
            [1, 2], device => device.Number == 1 ? device with { Name = "Changed" } : null, "claim");
        var missing = store.Devices.Change([1, 9], device => device with { Name = "Changed" }, null);

        Assert.Equal((Admission.Refused, Admission.Refused), (refused.Admission, missing.Admission));
        Assert.Empty(refused.Devices);
        Assert.Equal([Fern.Name, Bare.Name], store.Devices.Load().OrderBy(device => device.Number).Select(device => device.Name));
        Assert.Single(store.Enrolments.Load());
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
