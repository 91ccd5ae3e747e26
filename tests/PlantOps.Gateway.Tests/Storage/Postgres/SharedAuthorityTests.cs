using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Certificates;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Gateways with data directories of their own and one database: one CA.</summary>
public sealed class SharedAuthorityTests : IDisposable
{
    private const int Count = 4;
    private const string KeyFile = "what a file has that is in no database";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
    private readonly string _database = SharedPostgres.Server.NewDatabase();
    private readonly TemporaryDirectory[] _directories = [.. Enumerable.Range(0, Count).Select(_ => new TemporaryDirectory())];
    private readonly PostgresTestStore[] _stores;

    public SharedAuthorityTests() => _stores = [.. _directories.Select(_ => new PostgresTestStore(_database))];

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
        foreach (var directory in _directories) directory.Dispose();
    }

    [Fact]
    public async Task Open_EveryGatewayAtOnce_HasTheSameCa()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => Open(i))));

        Assert.Single(all.DistinctBy(one => one.Authority.Text));
        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(all[0].Authority.Text, File.ReadAllText(CaFile(i))));
        Assert.All(all, one => Assert.True(IsTrusted(one, all[0].Authority.Certificate)));
    }

    [Fact]
    public void Open_Again_KeepsTheCa()
    {
        var before = Open(0).Authority;
        File.Delete(CaFile(0));
        Assert.Equal(before.Text, Open(0).Authority.Text);
    }

    [Fact]
    public void Open_GatewayWithACaOfItsOwn_UsesTheSharedOneAndIsStillTrustedByItsDevices()
    {
        var own = OpenAlone(1).Authority;
        var shared = Open(0);
        shared.RenewAuthority();

        var joined = Open(1);
        shared.Reload();

        Assert.Equal(shared.Authority.Id, joined.Authority.Id);
        Assert.Equal(shared.Authority.Text, joined.Authority.Text);
        foreach (var gateway in new[] { shared, joined })
        {
            Assert.True(IsTrusted(gateway, own.Certificate));
            Assert.True(IsTrusted(gateway, gateway.Authority.Certificate));
            Assert.All(gateway.Authority.Earlier, earlier => Assert.True(IsTrusted(gateway, earlier.Certificate)));
        }
    }

    [Fact]
    public void Open_GatewayWhoseCaCannotVouchAnyMore_SaysSoAndChangesNothing()
    {
        var own = OpenAlone(1).Authority;
        var shared = Open(0);
        for (var i = 0; i < CertificateAuthority.MaxEarlier; i++) shared.RenewAuthority();

        var refusal = Assert.Throws<GatewayStartException>(() => Open(1));

        Assert.Contains(CaFile(1), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(own.Text, File.ReadAllText(CaFile(1)));
        Assert.Equal(shared.Authority.Text, Open(2).Authority.Text);
    }

    [Fact]
    public void Open_CaThatWasRenewedElsewhereWhileTheGatewayWasOff_IsTheNewOne()
    {
        var (here, there) = (Open(0), Open(1));
        there.RenewAuthority();
        Assert.Equal(there.Authority.Text, Open(0).Authority.Text);
        Assert.NotEqual(here.Authority.Text, there.Authority.Text);
    }

    [Fact]
    public void Open_CaThatWasRenewedWhileTheGatewayUsedAnotherStore_IsSharedFromThenOn()
    {
        var other = Open(1);
        Open(0);
        var renewed = OpenAlone(0);
        renewed.RenewAuthority();

        Assert.Equal(renewed.Authority.Text, Open(0).Authority.Text);
        other.Reload();
        Assert.Equal(renewed.Authority.Text, other.Authority.Text);
    }

    [Fact]
    public void Reload_AfterARenewalElsewhere_ShowsTheNewCaToWhoTrustsOnlyTheOldOne()
    {
        var (here, there) = (Open(0), Open(1));
        var old = here.Authority;
        var renewed = false;
        here.AuthorityRenewed += () => renewed = true;
        there.RenewAuthority();

        here.Reload();

        Assert.True(renewed);
        Assert.Equal(there.Authority.Text, here.Authority.Text);
        Assert.True(IsTrusted(here, old.Certificate));
        Assert.True(IsTrusted(here, there.Authority.Certificate));
    }

    [Fact]
    public async Task RenewAuthority_AtEveryGatewayAtOnce_IsOneChangeAfterTheOther()
    {
        var all = Enumerable.Range(0, Count).Select(i => Open(i)).ToArray();
        var first = all[0].Authority;

        await Task.WhenAll(all.Select(one => Task.Run(one.RenewAuthority)));
        foreach (var one in all) one.Reload();

        Assert.Single(all.DistinctBy(one => one.Authority.Text));
        Assert.NotEqual(first.Id, all[0].Authority.Id);
        Assert.True(IsTrusted(all[0], first.Certificate));
    }

    [Fact]
    public void All_SetsThatAMoveTakesAlong_LeaveTheCaOut() => Assert.DoesNotContain(RecordSet.Authority, RecordSet.All);

    [Fact]
    public void Open_InTheDatabase_NoKeyCanBeRead()
    {
        Open(0).RenewAuthority();

        Assert.DoesNotContain("BEGIN", Stored(), StringComparison.Ordinal);
        Assert.DoesNotContain(KeyLine(File.ReadAllText(CaFile(0))), Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhatAnEarlierVersionStoredInTheClear_IsTheSameCaAndEncryptedFromThenOn()
    {
        var before = OpenAlone(0).Authority;
        var record = new RecordChange(RecordSet.Authority, "ca", JsonSerializer.Serialize(before.Text), Expected: 0);
        Assert.True(_stores[0].Records.TryCommit([record]));

        var all = await Task.WhenAll(Enumerable.Range(1, Count - 1).Select(i => Task.Run(() => Open(i))));

        Assert.All(all, one => Assert.Equal(before.Text, one.Authority.Text));
        Assert.DoesNotContain(KeyLine(before.Text), Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithoutTheKeysOfTheDatabase_SaysSoAndChangesNothing()
    {
        var before = Open(0).Authority;
        foreach (var key in _stores[0].Records.Read(RecordSet.Keys, RecordRange.All))
            _stores[0].Records.TryCommit([new RecordChange(RecordSet.Keys, key.Id, null, null)]);
        var stored = Stored();

        var refusal = Assert.Throws<GatewayStartException>(() => Open(0));

        Assert.Contains("cannot be decrypted", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(CaFile(0), refusal.Message, StringComparison.Ordinal);
        Assert.Equal((stored, before.Text), (Stored(), File.ReadAllText(CaFile(0))));
    }

    // The first line of the key itself: whatever has it has the key.
    private static string KeyLine(string pem) =>
        pem[pem.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal)..].Split('\n')[1];

    private string Stored() => _stores[0].Records.Find(RecordSet.Authority, "ca")!.Json;

    [Fact]
    public void Open_WithAKeyFile_NothingThatIsInTheDatabaseOpensTheCa()
    {
        var before = Open(0).Authority;
        Assert.Contains(StoredKeys(), key => key.Contains("masterKey", StringComparison.Ordinal));

        Assert.Equal(before.Text, Open(1, KeyFile).Authority.Text);

        Assert.DoesNotContain(StoredKeys(), key => key.Contains("masterKey", StringComparison.Ordinal));
        Assert.Equal(before.Text, Open(0, KeyFile).Authority.Text);
        foreach (var wrong in new[] { null, "another key, which has 32 characters too" })
        {
            var refusal = Assert.ThrowsAny<GatewayStartException>(() => Open(2, wrong));
            Assert.Contains("Secrets:KeyFile", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Single(StoredKeys());
    }

    [Fact]
    public void Open_WithAKeyFileFromTheStart_IsTheSameAtTheNextGateway()
    {
        var first = Open(0, KeyFile).Authority;

        Assert.Equal(first.Text, Open(1, KeyFile).Authority.Text);
        Assert.DoesNotContain(StoredKeys(), key => key.Contains("masterKey", StringComparison.Ordinal));
    }

    private IEnumerable<string> StoredKeys() =>
        _stores[0].Records.Read(RecordSet.Keys, RecordRange.All).Select(record => record.Json);

    private ServerCertificates Open(int gateway, string? key = null)
    {
        var keys = new KeyRing(
            _stores[gateway].Records, new DataDirectory(_directories[gateway].Path),
            Options.Create(new SecretOptions { Key = key }), NullLogger<KeyRing>.Instance);
        return Open(gateway, new SharedAuthority(_stores[gateway].Records, new SecretBox(keys)));
    }

    private ServerCertificates OpenAlone(int gateway) => Open(gateway, UnsharedRecords.Authority);

    private ServerCertificates Open(int gateway, SharedAuthority shared) => new(
        new DataDirectory(_directories[gateway].Path), shared, Options.Create(new CertificateOptions()), _time,
        NullLogger<ServerCertificates>.Instance);

    private string CaFile(int gateway) => Path.Combine(_directories[gateway].Path, "certs", "ca.pem");

    private bool IsTrusted(ServerCertificates certificates, X509Certificate2 root)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Context.IntermediateCertificates.ToArray());
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        return chain.Build(certificates.Context.TargetCertificate);
    }
}
