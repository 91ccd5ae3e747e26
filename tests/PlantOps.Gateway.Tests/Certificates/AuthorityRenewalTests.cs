using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>A gateway whose CA is another one now, and clients that have heard of it or not.</summary>
public sealed class AuthorityRenewalTests
{
    private const int FromFirstToLast = CertificateAuthority.MaxEarlier;

    [Fact]
    public async Task RenewAuthority_ClientsOfTheOldAndOfTheNewOne_BothShakeHands()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var old = TlsProbe.CaOf(gateway);
        var before = await TlsProbe.ShakeHands(gateway, old);

        Certificates(gateway).RenewAuthority();

        using var next = TlsProbe.CaOf(gateway);
        Assert.NotEqual(old.RawData, next.RawData);
        Assert.NotEqual(old.PublicKey.EncodedKeyValue.RawData, next.PublicKey.EncodedKeyValue.RawData);
        foreach (var port in new[] { gateway.HttpsPort, gateway.MqttPort })
        {
            var shown = await TlsProbe.ShakeHands(gateway, next, port);
            Assert.Equal(shown, await TlsProbe.ShakeHands(gateway, old, port));
            Assert.NotEqual(before, shown);
        }
    }

    [Fact]
    public async Task RenewAuthority_AsOftenAsEarlierOnesCanVouch_ClientsOfEachStillShakeHands()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        List<X509Certificate2> all = [TlsProbe.CaOf(gateway)];
        for (var i = 0; i < FromFirstToLast; i++)
        {
            Certificates(gateway).RenewAuthority();
            all.Add(TlsProbe.CaOf(gateway));
        }

        foreach (var ca in all) await TlsProbe.ShakeHands(gateway, ca);

        // One more, and the first has to be let go.
        Certificates(gateway).RenewAuthority();
        await Assert.ThrowsAsync<AuthenticationException>(() => TlsProbe.ShakeHands(gateway, all[0]));
        foreach (var ca in all.Skip(1)) await TlsProbe.ShakeHands(gateway, ca);
        all.ForEach(ca => ca.Dispose());
    }

    [Fact]
    public async Task RenewAuthority_GatewayRestarted_StillShowsTheWholeWay()
    {
        using var directory = new TemporaryDirectory();
        X509Certificate2 first;
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            first = TlsProbe.CaOf(gateway);
            Certificates(gateway).RenewAuthority();
            Certificates(gateway).RenewAuthority();
        }

        await using var again = await GatewayHost.StartedAsync(dataDirectory: directory.Path);

        await TlsProbe.ShakeHands(again, first);
        await TlsProbe.ShakeHands(again, TlsProbe.CaOf(again));
        first.Dispose();
    }

    [Fact]
    public async Task RenewIfDue_TwoYearsBeforeTheEnd_AnotherCaFollows()
    {
        using var directory = new TemporaryDirectory();
        var (old, renewsAt) = await FirstCa(directory);
        await using var gateway = await GatewayHost.StartedAsync(At(renewsAt.AddMinutes(-2), out var time), directory.Path);
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Certificates(gateway).AuthorityRenewed += renewed.SetResult;
        Certificates(gateway).RenewIfDue();
        Assert.Equal(old.RawData, Certificates(gateway).Authority.Der);

        time.SetUtcNow(renewsAt);
        Certificates(gateway).RenewIfDue();

        Assert.True(renewed.Task.IsCompletedSuccessfully);
        Assert.Equal(old.NotAfter.Year + 18, Certificates(gateway).Authority.Certificate.NotAfter.Year);
        await TlsProbe.ShakeHands(gateway, old);
        old.Dispose();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Renewal_ByItself_IsInTheAuditLog(int daysAfterItIsDue)
    {
        using var directory = new TemporaryDirectory();
        var (old, renewsAt) = await FirstCa(directory);
        await using var gateway =
            await GatewayHost.StartedAsync(At(renewsAt.AddDays(daysAfterItIsDue), out var time), directory.Path);
        var audit = gateway.Services.GetRequiredService<AuditLog>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        if (daysAfterItIsDue < 0) time.SetUtcNow(renewsAt);

        while (audit.Read(null, 10).Count == 0)
        {
            await beat.WaitForNextTickAsync(patience.Token);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var entry = Assert.Single(audit.Read(null, 10));
        Assert.Equal(
            ("gateway", "certificates.renew_ca", Certificates(gateway).Authority.Id), (entry.Who, entry.What, entry.Target));
        old.Dispose();
    }

    [Fact]
    public async Task Start_TheOldCaHasEnded_ItsClientsAreLetGoAndTheOthersAreNot()
    {
        using var directory = new TemporaryDirectory();
        var (old, renewsAt) = await FirstCa(directory);
        await using (var gateway = await GatewayHost.StartedAsync(At(renewsAt.AddDays(1), out _), directory.Path))
            await TlsProbe.ShakeHands(gateway, old);
        var end = new DateTimeOffset(old.NotAfter.ToUniversalTime());
        await using (var gateway = await GatewayHost.StartedAsync(At(end.AddDays(-1), out _), directory.Path))
            await TlsProbe.ShakeHands(gateway, old);

        await using var after = await GatewayHost.StartedAsync(At(end.AddDays(1), out _), directory.Path);

        await Assert.ThrowsAsync<AuthenticationException>(() => TlsProbe.ShakeHands(after, old));
        await TlsProbe.ShakeHands(after, TlsProbe.CaOf(after));
        old.Dispose();
    }

    private static async Task<(X509Certificate2 Ca, DateTimeOffset RenewsAt)> FirstCa(TemporaryDirectory directory)
    {
        await using var gateway = await GatewayHost.StartedAsync(new WaitingTime(), directory.Path);
        return (TlsProbe.CaOf(gateway), Certificates(gateway).Authority.RenewsAt);
    }

    // Before anybody waits for it: a timer of a minute would ring for eighteen years.
    private static WaitingTime At(DateTimeOffset now, out WaitingTime time)
    {
        time = new WaitingTime();
        time.SetUtcNow(now);
        return time;
    }

    private static ServerCertificates Certificates(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<ServerCertificates>();
}
