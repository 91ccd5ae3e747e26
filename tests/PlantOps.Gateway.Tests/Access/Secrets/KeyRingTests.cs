using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Access.Secrets;

public sealed class KeyRingTests : IDisposable
{
    private const string Purpose = "Tests.v1";

    private readonly TestStore _store = new LiteDbTestStore();
    private readonly TestSecrets _secrets = new();

    [Fact]
    public void Unprotect_AfterARestart_GivesTheSecretAndKeepsTheKeyOutOfTheDatabase()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush", Purpose);

        Assert.DoesNotContain("hush", kept, StringComparison.Ordinal);
        Assert.Equal("hush", _secrets.Box(_store.Records).Unprotect(kept, Purpose));
        Assert.Empty(_store.Records.Read(RecordSet.Keys, RecordRange.All));
        var file = Assert.Single(Directory.GetFiles(_secrets.Folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Unprotect_WithTheKeysOfAnother_Fails()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush", Purpose);
        using var other = new TestSecrets();

        Assert.Throws<CryptographicException>(() => other.Box(_store.Records).Unprotect(kept, Purpose));
    }

    [Fact]
    public void Unprotect_OnAnotherGatewayOfTheSameDatabase_GivesTheSecret()
    {
        using var elsewhere = new TestSecrets();
        var here = _secrets.Box(_store.Records, isShared: true);
        var there = elsewhere.Box(_store.Records, isShared: true);

        Assert.Equal("a", there.Unprotect(here.Protect("a", Purpose), Purpose));
        Assert.Equal("b", here.Unprotect(there.Protect("b", Purpose), Purpose));
        Assert.False(Directory.Exists(_secrets.Folder));
    }

    [Fact]
    public void Unprotect_KeyMadeElsewhereSince_LooksForIt()
    {
        using var elsewhere = new TestSecrets();
        var here = _secrets.Box(_store.Records, isShared: true);
        here.Protect("makes a key", Purpose);
        var key = Assert.Single(_store.Records.Read(RecordSet.Keys, RecordRange.All));
        _store.Records.TryCommit([new RecordChange(RecordSet.Keys, key.Id, null, null)]);
        var kept = elsewhere.Box(_store.Records, isShared: true).Protect("later", Purpose);
        _store.Records.TryCommit([new RecordChange(RecordSet.Keys, key.Id, key.Json, 0)]);

        Assert.Equal("later", here.Unprotect(kept, Purpose));
    }

    [Fact]
    public void Unprotect_AfterAMoveToASharedDatabase_StillGivesTheSecretEverywhere()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush", Purpose);
        using var elsewhere = new TestSecrets();

        Assert.Equal("hush", _secrets.Box(_store.Records, isShared: true).Unprotect(kept, Purpose));
        Assert.Equal("hush", elsewhere.Box(_store.Records, isShared: true).Unprotect(kept, Purpose));
    }

    /// <summary>As a backup of such a database is restored, or a store moved.</summary>
    [Fact]
    public void Unprotect_InAFileWithWhatWasEncryptedInADatabase_NeedsTheSameKeyFileAndElseBeginsAnew()
    {
        const string Key = "what a file has that is in no database";
        var kept = _secrets.Box(_store.Records, isShared: true, Key).Protect("hush", Purpose);

        Assert.Equal("hush", _secrets.Box(_store.Records, key: Key).Unprotect(kept, Purpose));
        var without = _secrets.Box(_store.Records);
        Assert.False(without.CanRead(kept, Purpose));
        Assert.True(without.CanRead(without.Protect("another", Purpose), Purpose));
        Assert.Throws<CryptographicException>(() => _secrets.Box(_store.Records, isShared: true).Protect("here", Purpose));
    }

    [Fact]
    public void Unprotect_WithAnotherPurpose_Fails()
    {
        var box = _secrets.Box(_store.Records);
        var kept = box.Protect("hush", Purpose);

        Assert.Throws<CryptographicException>(() => box.Unprotect(kept, "Tests.v2"));
        Assert.Equal("hush", box.Unprotect(kept, Purpose));
    }

    [Fact]
    public void Unprotect_OfAChannelBeforePurposesWereTold_StillGivesTheSecret()
    {
        // As it was encrypted while channels were the only ones that had secrets.
        var keys = _secrets.Ring(_store.Records);
        var provider = DataProtectionProvider.Create(new DirectoryInfo(keys.Directory), builder =>
        {
            builder.SetApplicationName("PlantOps");
            builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        });
        var kept = provider.CreateProtector("Notifications.Channels.v1").Protect("hush");

        Assert.Equal("hush", _secrets.Box(_store.Records).Unprotect(kept, ChannelStore.Purpose));
    }

    public void Dispose()
    {
        _store.Dispose();
        _secrets.Dispose();
    }
}
