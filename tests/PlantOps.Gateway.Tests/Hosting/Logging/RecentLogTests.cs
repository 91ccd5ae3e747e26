using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Tests.Dashboard;
using Serilog;
using Serilog.Core;

namespace PlantOps.Gateway.Tests.Hosting.Logging;

public sealed class RecentLogTests
{
    [Fact]
    public void Emit_MoreThanAreKept_DropsTheOldestAndWhatIsNoWarning()
    {
        var (recent, log) = Create();
        for (var i = 0; i <= RecentLog.Kept; i++) log.Warning("Warning {Number}", i);
        log.Information("Nothing");
        log.Error("Storing {What}", "failed");

        Assert.Equal(RecentLog.Kept, recent.Newest.Count);
        Assert.Equal((true, "Storing \"failed\""), (recent.Newest[0].IsError, recent.Newest[0].Text));
        Assert.Equal("Warning 2", recent.Newest[^1].Text);
    }

    [Theory]
    [InlineData("PlantOps.Gateway.Alerts.Watching.AlertService", "Alerts")]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore")]
    [InlineData("", "")]
    public void Emit_OfAPart_SaysWhich(string source, string part)
    {
        var (recent, log) = Create();

        log.ForContext("SourceContext", source).Warning("Late");

        Assert.Equal(part, Assert.Single(recent.Newest).Part);
    }

    [Fact]
    public void Emit_TextOfAStranger_IsOneLineAndCut()
    {
        var (recent, log) = Create();

        log.Warning("Refused {One} {Two} {Three}", "a\nb", new string('x', 9000), new string('y', 9000));

        var text = Assert.Single(recent.Newest).Text;
        Assert.InRange(text.Length, 100, RecentLog.MaxText + 1);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public async Task Page_AfterAnError_HasItAsText()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.Browser();
        var log = LogTo(gateway.Services.GetRequiredService<RecentLog>());

        log.ForContext("SourceContext", "PlantOps.Gateway.Storage.Writer").Error("Store: {Reason}", "<b>No space left");

        var page = (await owner.GetAsync("/settings/system")).Html;
        Assert.Contains("Warnings and errors", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;No space left", page, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"en\">Storage</span>", page, StringComparison.Ordinal);
    }

    private static (RecentLog Recent, ILogger Log) Create()
    {
        var recent = new RecentLog();
        return (recent, LogTo(recent));
    }

    private static Logger LogTo(RecentLog recent) =>
        SafeLogSink.WriteSafelyTo(new LoggerConfiguration(), sink => sink.Sink(recent)).CreateLogger();
}
