using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Health;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>How the gateway itself is, as a page.</summary>
public sealed class HealthPageTests
{
    private const long Day = 24L * 60 * 60 * 1000;
    private const long Now = 20_000 * Day;

    [Fact]
    public void Of_APartThatFails_SaysWhyAndWhatToDo()
    {
        var report = new HealthReport
        {
            Status = "degraded", Version = "1.2.3",
            Components = new Dictionary<string, ComponentHealth>
            {
                ["store"] = new() { Status = "failed", Reason = "No space left on device." },
                ["broker"] = new() { Status = "ok" },
            },
        };

        var view = HealthView.Of(
            new Shell(new De(), "System", Place.Settings, new Visitor("Ada", "owner")), new(new De(), new GermanAlertWords()),
                report,
            Certificates(), TimeSpan.FromHours(30), 84_000_000, Now);

        Assert.Equal("Ein Teil braucht einen Blick.", view.State);
        var part = Assert.Single(view.Failing);
        Assert.Equal(("Messwerte speichern", "No space left on device."), (part.Name, part.Reason));
        Assert.StartsWith("Sieh nach, ob die Platte voll", part.Remedy, StringComparison.Ordinal);
        Assert.Equal(["Verbindungen der Geräte"], view.Working);
        Assert.Equal(["1.2.3", "84\u00a0MB"], [view.Figures[0].Value, view.Figures[2].Value]);
        Assert.EndsWith(", 10\u00a0Tage", view.Certificates[0].Value, StringComparison.Ordinal);
        Assert.Equal(("Fern", "einer früheren CA"), (view.Devices[0].Name, view.Devices[0].Value));
    }

    [Fact]
    public void Read_AChangelog_HasTheNewestSectionsAsPlainText()
    {
        var lines = string.Concat(Enumerable.Range(0, 14).Select(i => $"- Line {i}\n"));
        var changelog = "# Changelog\n\n- no section\n## Unreleased\n### Added\n- A page with `code` ([docs](x.md#y)), and [a "
            + "link](z).\n\n## Empty\n\n## [1.0]\n"
            + lines + "## 0.9\n- old\n";

        var sections = WhatChanged.Read(changelog);

        Assert.Equal(["Unreleased", "1.0"], sections.Select(section => section.Title));
        Assert.Equal(["A page with code, and a link."], sections[0].Lines);
        Assert.Equal((8, 6), (sections[1].Lines.Count, sections[1].More));
    }

    [Fact]
    public async Task Get_System_HasEveryPartByItsNameInBothLanguages()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var parts = gateway.Services.GetServices<IHealthSource>().Select(source => source.Component);
        foreach (var words in Languages.All) Assert.All(parts, part => Assert.NotEqual(part, words.Part(part)));
        using var owner = gateway.SignedIn("owner");

        var page = await owner.GetAsync("/settings/system");

        Assert.Contains("Every part works.", page.Html, StringComparison.Ordinal);
        Assert.Contains("What is new", page.Html, StringComparison.Ordinal);
        Assert.NotEmpty(WhatChanged.Newest);
    }

    [Theory]
    [InlineData("en", "Every part works, and the checks found 1 fault.", "Everything works.")]
    [InlineData("de", "Alle Teile funktionieren, und die Prüfungen fanden einen Fehler.", "Alles funktioniert.")]
    public async Task Get_System_WhereAFaultWasFound_SaysSoAboveItAndInTheListOfSettings(
        string language, string faulty, string well)
    {
        var check = new OneCheck();
        await using var gateway = await GatewayHost.StartedAsync(
            substitute: services => services.AddSingleton(new Examination([check], TimeProvider.System)));
        using var owner = gateway.SignedIn("owner", language);
        using var scripted = gateway.SignedIn("owner", language);
        scripted.Headers("HX-Request", "true");

        check.Findings = [new Finding(FaultKind.ClockWrong, "2020", "2026")];
        Assert.Contains($"hx-target=\"#state\" hx-swap=\"innerHTML\">{faulty}<", await Html(scripted, "/settings/system/checks"),
            StringComparison.Ordinal);
        Assert.Contains(faulty, await Html(owner, "/settings"), StringComparison.Ordinal);
        Assert.Contains($"id=\"state\">{faulty}<", await Html(owner, "/settings/system"), StringComparison.Ordinal);

        check.Findings = [];
        Assert.Contains($"id=\"state\">{well}<", await Html(owner, "/settings/system?checks=true"), StringComparison.Ordinal);
    }

    private static async Task<string> Html(PageBrowser browser, string path) =>
        WebUtility.HtmlDecode((await browser.GetAsync(path)).Html);

    private sealed class OneCheck : ICheck
    {
        public IReadOnlyList<Finding> Findings { get; set; } = [];

        public string Name => CheckNames.Clock;

        public bool IsSlow => false;

        public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Finding>?>(Findings);
    }

    private static CertificatesView Certificates() => new()
    {
        Ca = new AuthorityView { Id = "a", Subject = "CN=a", NotAfter = Now + (100 * Day) },
        CaRenewsAt = Now,
        Earlier = [],
        Household = null,
        Server = new ServerCertificateView { NotAfter = Now + (10 * Day) + 5, Names = ["localhost"] },
        Devices = [new TrustView { Id = "plant-1", Name = "Fern", Trusts = "earlier", CaId = null, NextCaId = null }],
    };
}
