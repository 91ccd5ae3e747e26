using System.Security.Cryptography;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Secrets;

public sealed class KeyRingTests : IDisposable
{
    private readonly TestStore _store = new LiteDbTestStore();
    private readonly TestSecrets _secrets = new();

    [Fact]
    public void Unprotect_AfterARestart_GivesTheSecretAndKeepsTheKeyOutOfTheDatabase()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush");

        Assert.DoesNotContain("hush", kept, StringComparison.Ordinal);
        Assert.Equal("hush", _secrets.Box(_store.Records).Unprotect(kept));
        Assert.Empty(_store.Records.Read(RecordSet.Keys, RecordRange.All));
        var file = Assert.Single(Directory.GetFiles(_secrets.Folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Unprotect_WithTheKeysOfAnother_Fails()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush");
        using var other = new TestSecrets();

        Assert.Throws<CryptographicException>(() => other.Box(_store.Records).Unprotect(kept));
    }

    [Fact]
    public void Unprotect_OnAnotherGatewayOfTheSameDatabase_GivesTheSecret()
    {
        using var elsewhere = new TestSecrets();
        var here = _secrets.Box(_store.Records, isShared: true);
        var there = elsewhere.Box(_store.Records, isShared: true);

        Assert.Equal("a", there.Unprotect(here.Protect("a")));
        Assert.Equal("b", here.Unprotect(there.Protect("b")));
        Assert.False(Directory.Exists(_secrets.Folder));
    }

    [Fact]
    public void Unprotect_KeyMadeElsewhereSince_LooksForIt()
    {
        using var elsewhere = new TestSecrets();
        var here = _secrets.Box(_store.Records, isShared: true);
        here.Protect("makes a key");
        var key = Assert.Single(_store.Records.Read(RecordSet.Keys, RecordRange.All));
        _store.Records.TryCommit([new RecordChange(RecordSet.Keys, key.Id, null, null)]);
        var kept = elsewhere.Box(_store.Records, isShared: true).Protect("later");
        _store.Records.TryCommit([new RecordChange(RecordSet.Keys, key.Id, key.Json, 0)]);

        Assert.Equal("later", here.Unprotect(kept));
    }

    [Fact]
    public void Unprotect_AfterAMoveToASharedDatabase_StillGivesTheSecretEverywhere()
    {
        var kept = _secrets.Box(_store.Records).Protect("hush");
        using var elsewhere = new TestSecrets();

        Assert.Equal("hush", _secrets.Box(_store.Records, isShared: true).Unprotect(kept));
        Assert.Equal("hush", elsewhere.Box(_store.Records, isShared: true).Unprotect(kept));
    }

    public void Dispose()
    {
        _store.Dispose();
        _secrets.Dispose();
    }
}
