using System.Diagnostics;
using System.Globalization;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Tests.Care;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>
/// Has a model word the plans of the cases of <c>tests/care-eval</c>, one after the other, and grades what stands then.
/// </summary>
internal static class ModelEval
{
    /// <summary>So many without an answer in a row are a server that is not there.</summary>
    private const int MaxFailed = 5;

    public static AdvisorSettings Settings(AdvisorProvider provider, Uri? address, string model, string? key, long tokens) =>
        new()
    {
        Provider = provider, Address = address, Model = model, ApiKey = key, DayTokens = tokens, MonthTokens = tokens,
        AllowLocalTargets = true, Timeout = TimeSpan.FromMinutes(5),
    };

    /// <param name="settings">Whose model, and how many tokens it may take: a fifth of them stays.</param>
    /// <param name="language">Of its words: <c>en</c> or <c>de</c>.</param>
    /// <param name="most">How many cases; evenly of all groups.</param>
    /// <param name="say">Is told of each case that was not worded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ModelScore> RunAsync(
        AdvisorSettings settings, string language, int most, Action<string> say, CancellationToken cancellationToken)
    {
        await using var host = new PlantHost(await GatewayHost.StartedAsync(more: ["--Notifications:AllowLocalTargets", "true"]));
        host.Service<AdvisorSetup>().Current = settings;
        var (worder, advised) = (host.Service<PlanWorder>(), host.Service<AdvisedPlans>());
        var species = SpeciesFile.BuiltIn().ToDictionary(profile => profile.Id);
        var words = CareLanguages.Of(language);
        var (score, failed, times) = (new ModelScore(), 0, new List<double>());
        foreach (var one in Spread(most))
        {
            var plan = CarePlanner.Plan(one.Inputs(species)) with { Version = 1, PlantId = $"pl-{score.Cases}" };
            var plant = new Plant { Id = plan.PlantId, Name = "A plant", CreatedAt = plan.MadeAt };
            var began = Stopwatch.GetTimestamp();
            try
            {
                var kept = await worder.Word(plan, plant, words, cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                advised.Keep(kept);
                (failed, score) = (0, score with { Tokens = score.Tokens + kept.Tokens });
                score = kept.Wording is null
                    ? score with { Refused = score.Refused + 1 }
                    : score with { Worded = score.Worded + 1 };
                if (kept.Wording is null) say($"{one.Group}/{one.Id}: both answers were refused; the rules' words stand.");
            }
            catch (AdvisorException exception)
            {
                say($"{one.Group}/{one.Id}: {exception.Message}");
                if (exception.Code != AdvisorException.Unreachable || ++failed == MaxFailed)
                    return score with { Stopped = exception.Message, Seconds = Median(times) };
                score = score with { Failed = score.Failed + 1 };
            }

            var text = new CareText(plan, words, wording: advised.Of(plan, language));
            score = score with
            {
                Cases = score.Cases + 1,
                Right = score.Right + (EvalGrade.Of(one, plan with { Items = [.. text.Items] }).IsRight ? 1 : 0),
                RightByRules = score.RightByRules + (EvalGrade.Of(one, plan).IsRight ? 1 : 0),
            };
        }

        return score with { Seconds = Median(times) };
    }

    private static IEnumerable<EvalCase> Spread(int most)
    {
        var all = EvalCase.All().ToList();
        var step = Math.Max(1.0, all.Count / (double)most);
        for (var at = 0; at * step < all.Count && at < most; at++) yield return all[(int)(at * step)];
    }

    private static double Median(List<double> times) => times.Count == 0 ? 0 : times.Order().ElementAt(times.Count / 2);
}

/// <summary>How a model did.</summary>
internal sealed record ModelScore
{
    public int Cases { get; init; }

    /// <summary>Its words passed every check, at once or on its second try.</summary>
    public int Worded { get; init; }

    /// <summary>Both tries were refused.</summary>
    public int Refused { get; init; }

    /// <summary>It did not answer.</summary>
    public int Failed { get; init; }

    /// <summary>The plan as it stands then, in the model's order, is what the case expects.</summary>
    public int Right { get; init; }

    public int RightByRules { get; init; }

    public long Tokens { get; init; }

    /// <summary>Of an answer, the median.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it did not go on to the end.</summary>
    public string? Stopped { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        worded {Worded} of {Cases} ({Part(Worded):P1}), refused {Refused}, no answer {Failed}
        right  {Right} of {Cases} ({Part(Right):P1}); the rules alone {RightByRules}
        cost   {Tokens} tokens, {Seconds:0.0} s an answer (median)
        {(Stopped is null ? string.Empty : $"stopped: {Stopped}")}
        """).TrimEnd();

    private double Part(int some) => Cases == 0 ? 0 : some / (double)Cases;
}
