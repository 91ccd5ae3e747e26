using System.CommandLine;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary><c>care ask PLANT TEXT</c>: what is done meanwhile goes to standard error, the answer to standard output.</summary>
internal static class QuestionCommand
{
    private static readonly QuestionsJson Wire = QuestionsJson.Default;

    public static Command Create()
    {
        var id = PlantCommand.Id();
        var text = new Argument<string>("TEXT") { Description = $"The question, up to {QuestionRequest.MaxText} characters." };
        var language = new Option<string?>("--language") { Description = "Of the answer: en or de. Default: en." };
        var ask = new Command("ask", "Asks the model that was set up about a plant.") { id, text, language, Verb.Json };
        ask.SetAction((result, cancellationToken) => RunAsync(
            result,
            PlantCommand.PathOf(result.GetRequiredValue(id), "/questions"),
            new QuestionRequest { Text = result.GetRequiredValue(text), Language = result.GetValue(language) },
            cancellationToken));
        return ask;
    }

    private static async Task<int> RunAsync(
        ParseResult result, string path, QuestionRequest request, CancellationToken cancellationToken)
    {
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        var opened = await gateway.Send(path, JsonContent.Create(request, Wire.QuestionRequest), cancellationToken);
        if (opened.Value is not { } stream) return await FailAsync(opened.Problem!);
        try
        {
            await using (stream) return await ShowAsync(stream, result.GetValue(Verb.Json), cancellationToken);
        }
        catch (IOException)
        {
            return await FailAsync("The gateway has stopped.");
        }
    }

    private static async Task<int> ShowAsync(Stream stream, bool asJson, CancellationToken cancellationToken)
    {
        await foreach (var happened in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            switch (happened.EventType)
            {
                case "delta":
                    var step = JsonSerializer.Deserialize(happened.Data, Wire.QuestionDelta);
                    await Console.Error.WriteLineAsync($"{step?.Text} …");
                    break;
                case "answer" when asJson:
                    Console.WriteLine(happened.Data);
                    return 0;
                case "answer":
                    Print(JsonSerializer.Deserialize(happened.Data, Wire.QuestionAnswerView)!);
                    return 0;
                case "error":
                    var error = JsonSerializer.Deserialize(happened.Data, Wire.QuestionError);
                    return await FailAsync($"{error?.Message} ({error?.Code})");
            }
        }

        return await FailAsync("The gateway broke off.");
    }

    private static void Print(QuestionAnswerView answer)
    {
        Console.WriteLine(answer.Text);
        foreach (var (reference, fact) in answer.Facts)
        {
            var at = fact.At is { } time ? $", {LocalTime.Of(time)}" : string.Empty;
            var by = fact.Device is { } device ? $", {device}" : string.Empty;
            Console.WriteLine($"  {reference}: {fact.Label}{at}{by}");
        }

        if (answer.Model is { } model) Console.WriteLine($"{model}, {answer.Tokens} tokens");
    }

    private static async Task<int> FailAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}
