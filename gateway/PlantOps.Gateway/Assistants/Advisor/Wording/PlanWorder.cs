using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>Asks a model to word a plan, and once more where its answer does not pass the checks.</summary>
internal sealed class PlanWorder(AdvisorModel model, PlantJournal journal, TimeProvider time)
{
    private const int MaxFault = 2000;
    private const int LatestEntries = 30;

    /// <returns>What came of it; without words where both answers were refused.</returns>
    /// <exception cref="AdvisorException">There is no answer, and why.</exception>
    public async Task<PlanWording> Word(CarePlan plan, Plant plant, ICareWords words, CancellationToken cancellationToken)
    {
        var latest = journal.Read(PlantJournal.Of(plant.Id) with { Backwards = true, Limit = LatestEntries });
        var said = WordingPrompt.Of(plan, words, plant, latest.Select(entry => entry.Value)).ToList();
        var options = WordingPrompt.Options(plan);
        var reply = await model.Ask(said, options, AdvisorUse.Background, null, cancellationToken);
        var tokens = reply.Tokens;
        var (wording, fault) = WordingAnswer.Read(reply.Response.Text, plan, reply.Model, tokens);
        if (wording is null)
        {
            said.Add(new ChatMessage(ChatRole.Assistant, Cut(reply.Response.Text)));
            said.Add(new ChatMessage(
                ChatRole.User, $"That was refused:\n{Cut(fault!)}\nAnswer anew, all of it, in the same form."));
            reply = await model.Ask(said, options, AdvisorUse.Background, null, cancellationToken);
            tokens += reply.Tokens;
            (wording, _) = WordingAnswer.Read(reply.Response.Text, plan, reply.Model, tokens);
        }

        return new PlanWording
        {
            PlantId = plan.PlantId,
            Version = plan.Version,
            Language = words.Language,
            Digest = plan.Digest,
            MadeAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Wording = wording,
            Names = wording is null ? new Dictionary<string, string>() : WordingReferences.NamesOf(wording, plan),
            Tokens = tokens,
        };
    }

    private static string Cut(string text) => text.Length == 0 ? "…" : text.Length <= MaxFault ? text : text[..MaxFault];
}
