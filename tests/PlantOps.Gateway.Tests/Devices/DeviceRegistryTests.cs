using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices;

public sealed class DeviceRegistryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private LiteDbFile _file;
    private DeviceRegistry _registry;

    public DeviceRegistryTests()
    {
        _file = OpenFile();
        _registry = OpenRegistry();
    }

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Admit_NewDevices_GetNumbersInOrderAndIdsOfTheirOwn()
    {
        var fern = Admit("fern-hardware");
        var cactus = Admit("cactus-hardware");

        Assert.Equal((1, 2), (fern.Number, cactus.Number));
        Assert.NotEqual(fern.Id, cactus.Id);
        Assert.Matches("^plant-[0-9a-z]{8}$", fern.Id);
        Assert.Equal([fern, cactus], _registry.All);
    }

    [Fact]
    public void Admit_TheSameHardwareAgain_StaysWhoItIsWithNewCredentials()
    {
        var first = Admit("fern-hardware", "old");
        _time.Advance(TimeSpan.FromDays(1));
        var second = Admit("fern-hardware", "new");

        Assert.Equal((first.Number, first.Id, first.RegisteredAt), (second.Number, second.Id, second.RegisteredAt));
        Assert.Null(Authenticate(first.Id, "old"));
        Assert.Equal(second, Authenticate(first.Id, "new"));
        Assert.Single(_registry.All);
    }

    [Fact]
    public void Admit_BeforeARestart_IsKnownAfterIt()
    {
        var device = Admit("fern-hardware", "secret");
        Restart();

        var found = _registry.Find(device.Id);

        Assert.Equivalent(device, found, strict: true);
        Assert.Equal(device.Number, Authenticate(device.Id, "secret")?.Number);
        Assert.Equal(device.Number + 1, Admit("cactus-hardware").Number);
    }

    [Fact]
    public void Change_AfterASetInterval_KeepsIt()
    {
        var device = Admit("fern-hardware");
        _registry.SetInterval(device.Number, 900);

        _registry.Change(device, current => current with { Name = "Hall" });
        _registry.Reload();

        Assert.Equal(("Hall", 900), (_registry.Find(device.Id)?.Name, _registry.Find(device.Id)?.IntervalSeconds));
    }

    [Fact]
    public void Admit_AReleasedDevicesOwnHardware_IsThatDeviceAgain()
    {
        var device = Admit("fern-hardware", "old");
        _registry.Change(device, current => current.Released(5));
        Assert.Null(Authenticate(device.Id, "old"));

        var again = Admit("fern-hardware", "new");

        Assert.Equal((device.Id, null), (again.Id, again.ReleasedAt));
        Assert.NotNull(Authenticate(device.Id, "new"));
    }

    [Fact]
    public void Admit_HardwareThatAnOlderVersionStoredInAnotherSpelling_IsThatDevice()
    {
        var device = Stored(1, "plant-old", "aa-bb-cc-dd-ee-ff");

        var again = Admit("AA:BB:CC:DD:EE:FF", "new");
        var once = Admit("aabb.ccdd.eeff", "newest");

        Assert.Equal((device.Id, device.Id), (again.Id, once.Id));
        Assert.Equal("plant-old", _registry.FindByHardware("AABBCCDDEEFF")?.Id);
        Assert.Single(_registry.All);
    }

    [Fact]
    public void Admit_HardwareThatIsTwoDevicesOfAnOlderVersion_IsTheOneWithItsSpelling()
    {
        Stored(1, "plant-one", "aa-bb-cc-dd-ee-ff");
        Stored(2, "plant-two", "AA:BB:CC:DD:EE:FF");
        _registry.Change(_registry.Find("plant-two")!, current => current with { Name = "Hall" });

        Assert.Equal("plant-one", Admit("aa-bb-cc-dd-ee-ff").Id);
        Assert.Equal("plant-two", Admit("AA:BB:CC:DD:EE:FF").Id);
        Assert.Equal("plant-two", Admit("aabbccddeeff").Id);
        _registry.Change(_registry.Find("plant-two")!, current => current.Retired(5));
        Assert.Equal("plant-one", Admit("AA:BB:CC:DD:EE:FF").Id);
    }

    [Fact]
    public void Admit_ByAClaimInAnotherSpelling_ReleasesTheDeviceThatHadTheHardware()
    {
        var fern = Admit("fern-hardware");
        var other = Admit("24:6F:28:AE:52:7C");

        var claimed = _registry.Admit(new DeviceDescription("Fern", "246f28ae527c", null, null, []), "secret", null, fern.Number);

        Assert.Equal((fern.Id, "24:6F:28:AE:52:7C"), (claimed?.Id, claimed?.HardwareId));
        Assert.NotNull(_registry.Find(other.Id)?.ReleasedAt);
        Assert.Equal(fern.Id, _registry.FindByHardware("24-6F-28-AE-52-7C")?.Id);
    }

    [Fact]
    public void Admit_ByAClaimAfterARestart_HasTheNewHardwareOnly()
    {
        var device = Admit("old-hardware");
        _registry.Admit(new DeviceDescription("Other", "new-hardware", null, null, []), "secret", null, device.Number);
        Restart();

        Assert.Equal(device.Id, _registry.FindByHardware("new-hardware")?.Id);
        Assert.Null(_registry.FindByHardware("old-hardware"));
        Assert.Equal("Fern", _registry.Find(device.Id)?.Name);
        Assert.Equal(device.Number + 1, Admit("old-hardware").Number);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("secret ")]
    public void Authenticate_WithAWrongPassword_LetsNobodyIn(string password)
    {
        var device = Admit("fern-hardware", "secret");

        Assert.Null(Authenticate(device.Id, password));
    }

    [Fact]
    public void Authenticate_WithAnUnknownName_LetsNobodyIn()
    {
        Admit("fern-hardware", "secret");

        Assert.Null(Authenticate("plant-00000000", "secret"));
        Assert.Null(Authenticate(null, "secret"));
    }

    private Device Admit(string hardware, string password = "password") =>
        _registry.Admit(new DeviceDescription("Fern", hardware, "esp32", "1.2.3", ["dht22", "bh1750"]), password, null)!;

    // As a version that did not look at spellings wrote it.
    private Device Stored(int number, string id, string hardware)
    {
        var device = new Device(number, id, "Fern", hardware, Device.NoPassword, 60, 5);
        new LiteDbDeviceStore(_file).Admit(device, null);
        Restart();
        return device;
    }

    private Device? Authenticate(string? name, string password) => _registry.Authenticate(name, Encoding.UTF8.GetBytes(password));

    private void Restart()
    {
        _file.Dispose();
        _file = OpenFile();
        _registry = OpenRegistry();
    }

    private LiteDbFile OpenFile() => new(new DataDirectory(_directory.Path), NullLogger<LiteDbFile>.Instance);

    private DeviceRegistry OpenRegistry() => new(new LiteDbDeviceStore(_file), _time);
}
