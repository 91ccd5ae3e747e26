using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Enrolment;

public sealed class EnrolmentCodesTests
{
    [Fact]
    public async Task Redeem_AfterARestart_WorksOnce()
    {
        using var directory = new TemporaryDirectory();
        string code;
        await using (var first = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
            code = Codes(first).Create("Fern").Code.ToString();
        await using (var second = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
            Assert.NotNull(Admit(second, code));

        await using var third = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        Assert.Null(Admit(third, code));
    }

    [Fact]
    public async Task Redeem_WhileTheStoreFails_LeavesTheCodeGood()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var code = Codes(gateway).Create("Fern").Code.ToString();

        Assert.Throws<StoreUnavailableException>(
            () => Codes(gateway).Redeem<Device>(code, _ => throw new StoreUnavailableException("The disk is full.")));

        Assert.NotNull(Admit(gateway, code));
    }

    [Fact]
    public async Task Redeem_WithTheSecretOfAnotherGatewaysCa_IsNotAccepted()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        await using var other = await GatewayHost.StartedAsync();
        var code = Codes(gateway).Create("Fern").Code;
        var foreign = Codes(other).Create("Fern").Code;

        Assert.Null(Admit(gateway, foreign.ToString()));
        Assert.Null(Admit(gateway, EnrolmentCode.Create(SecretBytes(code.Secret), Der(other)).ToString()));
        Assert.NotNull(Admit(gateway, code.ToString()));
    }

    private static byte[] Der(GatewayHost gateway) => gateway.Services.GetRequiredService<ServerCertificates>().Authority.Der;

    // The five bytes that a secret of eight characters was made of.
    private static byte[] SecretBytes(string secret)
    {
        var bits = secret.Aggregate(
            0L, (sum, symbol) => (sum << 5) | (uint)"0123456789ABCDEFGHJKMNPQRSTVWXYZ".IndexOf(symbol, StringComparison.Ordinal));
        return [.. Enumerable.Range(0, 5).Select(i => (byte)(bits >> (32 - (8 * i))))];
    }

    [Fact]
    public async Task Redeem_AfterTheClockWentBackTwoDays_IsNotAcceptedForTwoDaysMore()
    {
        var time = new JumpingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        var code = Codes(gateway).Create("Fern").Code.ToString();

        time.Jump(TimeSpan.FromDays(-2));

        Assert.Null(Admit(gateway, code));
        Assert.NotNull(Admit(gateway, Codes(gateway).Create("Fern").Code.ToString()));
    }

    [Fact]
    public async Task Redeem_AfterTheClockWasSetBackByAMinute_IsAccepted()
    {
        var time = new JumpingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        var code = Codes(gateway).Create("Fern").Code.ToString();

        time.Jump(TimeSpan.FromMinutes(-1));

        Assert.NotNull(Admit(gateway, code));
    }

    private static EnrolmentCodes Codes(GatewayHost gateway) => gateway.Services.GetRequiredService<EnrolmentCodes>();

    private static Device? Admit(GatewayHost gateway, string code) => Codes(gateway).Redeem(code, enrolment =>
        gateway.Services.GetRequiredService<DeviceRegistry>().Admit(
            new DeviceDescription(enrolment.Name, "hardware", null, null, []), "password", enrolment.Key));
}
