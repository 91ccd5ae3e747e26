using System.Diagnostics.Metrics;
using System.Net;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Models;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>
/// How asking goes: counted for <c>/metrics</c>, and in health where a person has to do something, which is a key that is not
/// let in. A budget that is spent is no fault, and a provider that is away comes back.
/// </summary>
internal sealed class AdvisorWatch : IHealthSource
{
    // A model answers within a second at best, and a small machine's own within a minute or two.
    private static readonly double[] Seconds = [0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120];

    private readonly Counter<long> _tokens;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _duration;
    private readonly AdvisorSetup _setup;
    private volatile Tuple<AdvisorSettings, string>? _refusedKey;

    public AdvisorWatch(IMeterFactory factory, AdvisorSetup setup)
    {
        _setup = setup;
        var meter = factory.Create(MetricsServices.MeterName);
        _tokens = meter.CreateCounter<long>(
            "plantops.advisor.tokens", "{token}", "Tokens of the advisor's model, as its provider counted them.");
        _refusals = meter.CreateCounter<long>(
            "plantops.advisor.refusals", "{question}", "Questions to the advisor's model without an answer, by reason.");
        _duration = meter.CreateHistogram<double>(
            "plantops.advisor.duration", "s", "Time from a request to the advisor's model until its answer is whole.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public string Component => "advisor";

    public bool NeededForReady => false;

    // Of other settings than it was refused with nothing is known yet.
    public string? Problem() =>
        _refusedKey is { } refused && ReferenceEquals(refused.Item1, _setup.Current) ? refused.Item2 : null;

    public void Answered(AdvisorSettings settings, TimeSpan took)
    {
        _refusedKey = null;
        Took(settings, took, "answered");
    }

    /// <summary>What the provider counted of an answer.</summary>
    public void Used(AdvisorSettings settings, TokenCount used)
    {
        _tokens.Add(used.Input, ProviderOf(settings), new KeyValuePair<string, object?>("kind", "input"));
        _tokens.Add(used.Output, ProviderOf(settings), new KeyValuePair<string, object?>("kind", "output"));
    }

    public void Failed(AdvisorSettings settings, TimeSpan took, ModelException? exception)
    {
        Took(settings, took, "failed");
        if (exception?.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)) return;
        var reason = $"The model's provider does not accept the key: {FaultReason.Printable(exception.Message)}";
        _refusedKey = Tuple.Create(settings, reason);
    }

    /// <param name="code">One of <see cref="AdvisorException"/>.</param>
    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    private void Took(AdvisorSettings settings, TimeSpan took, string outcome) => _duration.Record(
        took.TotalSeconds, ProviderOf(settings), new KeyValuePair<string, object?>("outcome", outcome));

    private static KeyValuePair<string, object?> ProviderOf(AdvisorSettings settings) => new("provider", settings.Provider switch
    {
        AdvisorProvider.Openai => "openai",
        AdvisorProvider.Anthropic => "anthropic",
        _ => "compatible",
    });
}
