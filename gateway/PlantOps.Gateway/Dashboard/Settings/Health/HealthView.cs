using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.Dashboard.Settings.Health;

/// <summary>How the gateway itself is.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="State">What needs a look, in a sentence.</param>
/// <param name="Failing">Those, each with its remedy.</param>
/// <param name="Working">What the others are called.</param>
/// <param name="Figures">Version, uptime, memory.</param>
/// <param name="Certificates">Until when each is good.</param>
/// <param name="Devices">Which CA each device trusts.</param>
/// <param name="Changes">What is new in the newest versions; in English.</param>
public sealed record HealthView(
    Shell Shell,
    string State,
    IReadOnlyList<FailingPart> Failing,
    IReadOnlyList<string> Working,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Figure> Certificates,
    IReadOnlyList<Figure> Devices,
    IReadOnlyList<ChangeSection> Changes)
{
    /// <summary>What parts that work have to say; in English.</summary>
    public IReadOnlyList<Figure> Details { get; init; } = [];

    /// <summary>The newest warnings and errors, the newest first.</summary>
    public IReadOnlyList<LogRow> Log { get; init; } = [];

    /// <summary>What the doctor found; <see langword="null"/> where the page asks for it when it is shown.</summary>
    public ChecksView? Checks { get; init; }

    /// <summary>The gateways on the database, where there is more than one.</summary>
    public IReadOnlyList<GatewayRow> Gateways { get; init; } = [];

    private const long Day = 24L * 60 * 60 * 1000;

    internal static HealthView Of(
        Shell shell, Speech speech, HealthReport report, CertificatesView certificates, TimeSpan uptime, long memory, long now)
    {
        var words = shell.Words;
        var failing = report.Components.Where(part => part.Value.Reason is not null).ToList();
        return new HealthView(
            shell,
            words.HowItIs(failing.Count, null),
            [.. failing.Select(part => new FailingPart(words.Part(part.Key), part.Value.Reason!, words.Remedy(part.Key)))],
            [
                .. report.Components.Where(part => part.Value.Reason is null)
                    .Select(part => words.Part(part.Key))
                    .Order(StringComparer.CurrentCulture),
            ],
            [
                new Figure(words.Version, report.Version),
                new Figure(words.RunsFor, speech.Duration((long)uptime.TotalMilliseconds)),
                new Figure(words.Memory, words.Size(memory)),
            ],
            [
                new Figure(words.ServerCertificate, Until(certificates.Server.NotAfter)),
                new Figure(words.Authority, Until(certificates.Ca.NotAfter)),
                .. certificates.Earlier.Select(earlier => new Figure(words.EarlierAuthority, Until(earlier.NotAfter))),
            ],
            [.. certificates.Devices.Select(device => new Figure(device.Name, words.Trusts(device.Trusts)))],
            WhatChanged.Newest)
        {
            Details = [.. report.Components.Where(part => part.Value.Detail is not null)
                .Select(part => new Figure(words.Part(part.Key), part.Value.Detail!))],
        };

        string Until(long end) => words.GoodUntilDay(words.Day(end), Math.Max(0, (end - now) / Day));
    }
}

/// <summary>A warning or an error of the log.</summary>
/// <param name="At">When, Unix milliseconds UTC.</param>
/// <param name="Level">Which of both.</param>
/// <param name="Part">What said it.</param>
/// <param name="Text">What it said; in English.</param>
public sealed record LogRow(long At, string Level, string Part, string Text)
{
    internal static LogRow Of(RecentLogEntry entry, IWords words) =>
        new(entry.At, entry.IsError ? words.LogError : words.LogWarning, entry.Part, entry.Text);
}

/// <summary>A part of the gateway that does not work.</summary>
/// <param name="Name">Which.</param>
/// <param name="Reason">What is wrong; in English.</param>
/// <param name="Remedy">What to do.</param>
public sealed record FailingPart(string Name, string Reason, string Remedy);

/// <summary>A gateway of several.</summary>
/// <param name="Name">The machine's, and its id where it is not the only one of that name.</param>
/// <param name="State">Whether it is this one, leads, or is lost.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Plants">How many it judges.</param>
/// <param name="Devices">How many are connected to it.</param>
public sealed record GatewayRow(string Name, string State, string Version, string Plants, string Devices)
{
    internal static IReadOnlyList<GatewayRow> Of(GatewayFleet fleet, IWords words)
    {
        if (!fleet.IsShared) return [];
        var view = FleetView.Of(fleet);
        return view.Gateways.Length < 2 ? [] : [.. view.Gateways.Select(one => Of(one, view, words))];
    }

    private static GatewayRow Of(FleetMemberView one, FleetView view, IWords words)
    {
        string?[] states =
        [
            one.Id == view.Self ? words.GatewayIsThis : null, one.Id == view.Leader ? words.GatewayLeads : null,
            one.State == FleetMemberView.Lost ? words.GatewayIsLost : null,
        ];
        var isNamesake = view.Gateways.Count(other => other.Name == one.Name) > 1;
        var name = isNamesake ? $"{one.Name} {one.Id}" : one.Name;
        return new GatewayRow(
            name, string.Join(", ", states.OfType<string>()), one.Version, $"{one.Plants}", $"{one.ConnectedDevices}");
    }
}
