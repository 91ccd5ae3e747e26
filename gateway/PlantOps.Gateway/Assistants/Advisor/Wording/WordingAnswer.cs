using System.Text.Json;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>Reads what a model answered, and takes of it only what is about the plan and passes every check.</summary>
internal sealed class WordingAnswer
{
    private const int MaxLength = 32 * 1024;
    private const int MaxSummary = 600;
    private const int MaxWhy = 600;
    private const int MaxQuestion = 300;
    private const int MaxQuestions = 3;

    private readonly CarePlan _plan;
    private readonly List<string> _faults = [];

    private WordingAnswer(CarePlan plan) => _plan = plan;

    /// <param name="text">As the model sent it.</param>
    /// <param name="plan">What it was asked to word.</param>
    /// <param name="model">Which it was.</param>
    /// <param name="tokens">What it cost.</param>
    /// <returns>The wording, or what is wrong with it, in sentences for the model.</returns>
    public static (CareWording? Wording, string? Fault) Read(string text, CarePlan plan, string model, long tokens)
    {
        if (text.Length > MaxLength) return (null, "The answer is too long.");
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (open < 0 || close < open) return (null, "The answer is no JSON object.");
        try
        {
            using var json = JsonDocument.Parse(text[open..(close + 1)], new JsonDocumentOptions { MaxDepth = 8 });
            var answer = new WordingAnswer(plan);
            var wording = answer.Read(json.RootElement, model, tokens);
            return wording is null ? (null, string.Join('\n', answer._faults)) : (wording, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: a string in it has half a character.
            return (null, "The answer is no JSON of the schema.");
        }
    }

    /// <summary>Checks a wording that was read before: a text from the store is a stranger's as well.</summary>
    public static CareWording? Check(CareWording wording, CarePlan plan)
    {
        var answer = new WordingAnswer(plan);
        var items = wording.Items.Select(item => (item.Id, Why: (string?)item.Why)).ToList();
        return answer.Take(wording.Summary, items, [.. wording.Questions], wording.Model, wording.Tokens);
    }

    private CareWording? Read(JsonElement json, string model, long tokens)
    {
        var items = Array(json, "items").Select(item => (Id: Text(item, "candidate") ?? string.Empty, Why: Text(item, "why")));
        var questions = Array(json, "questions").Select(one => one.ValueKind == JsonValueKind.String ? one.GetString() : null);
        return Take(Text(json, "summary"), [.. items], [.. questions], model, tokens);
    }

    private CareWording? Take(
        string? summary, List<(string Id, string? Why)> items, List<string?> questions, string model, long tokens)
    {
        var all = WordingTable.Of(_plan);
        var said = Checked("summary", summary, all, MaxSummary);
        var found = items.ConvertAll(Item);
        foreach (var item in _plan.Items.Where(item => items.Count(one => one.Id == item.Id) != 1))
            _faults.Add($"items: the candidate {item.Id} must be there once.");
        if (items.Count != _plan.Items.Count) _faults.Add("items: there must be one of each candidate and no other.");
        if (questions.Count > MaxQuestions) _faults.Add("questions: there are more than three.");
        var asked = questions.Take(MaxQuestions).Select(Question).ToList();
        if (_faults.Count > 0) return null;
        var order = _plan.Items.ToDictionary(item => item.Id, ClassOf);
        return new CareWording
        {
            Summary = said!,
            Items = [.. found.OfType<CareItemWording>().OrderBy(item => order[item.Id])],
            Questions = [.. asked.OfType<string>()],
            Model = model,
            Tokens = tokens,
        };
    }

    private CareItemWording? Item((string Id, string? Why) one)
    {
        if (_plan.Items.FirstOrDefault(item => item.Id == one.Id) is not { } item)
        {
            _faults.Add("items: there is a candidate that is not of the plan.");
            return null;
        }

        var why = Checked($"why of {item.Id}", one.Why, WordingTable.Of(_plan, item), MaxWhy);
        return why is null ? null : new CareItemWording(item.Id, why);
    }

    private string? Question(string? text)
    {
        var question = Checked("questions", text, WordingTable.Of(_plan), MaxQuestion);
        if (question is not null && !question.EndsWith('?')) _faults.Add("questions: one has no question mark at its end.");
        return question;
    }

    private string? Checked(string where, string? text, ReferenceTable facts, int maxBytes)
    {
        var (found, fault) = ReferencedText.Check(text ?? string.Empty, facts, maxBytes);
        fault ??= ActionWords.Fault(found!.Template, _plan) ?? StateWords.Fault(found.Template, _plan);
        if (fault is not null) _faults.Add($"{where}: {fault}");
        return fault is null ? found!.Template : null;
    }

    /// <summary>What can be put in another order: what is equally urgent. Nothing that is due comes behind what is not.</summary>
    private int ClassOf(CareItem item) =>
        !CarePlanner.IsDue(item, _plan.MadeAt) ? 2
        : item.To <= _plan.MadeAt || item.Id is CareAdvice.Soak or CareAdvice.BringIn or CareAdvice.ProtectFromFrost ? 0
        : 1;

    private static JsonElement[] Array(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var some) && some.ValueKind == JsonValueKind.Array
            ? [.. some.EnumerateArray()]
            : [];

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
