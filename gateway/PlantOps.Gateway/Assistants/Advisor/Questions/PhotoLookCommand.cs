using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary><c>care look PLANT [PHOTO]</c>.</summary>
internal static class PhotoLookCommand
{
    private static readonly QuestionsJson Wire = QuestionsJson.Default;

    public static Command Create()
    {
        var id = PlantCommand.Id();
        var photo = new Argument<string?>("PHOTO")
        {
            Description = "Which picture, as `plant photo list` names it. Default: the newest.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var language = new Option<string?>("--language") { Description = "Of the answer: en or de. Default: en." };
        return new Command("look", "Has the model that was set up look at a plant's picture.") { id, photo, language }.Asks(
            (result, gateway, cancellationToken) => Look(
                gateway, result.GetRequiredValue(id), result.GetValue(photo),
                new PhotoLookRequest { Language = result.GetValue(language) }, cancellationToken),
            Wire.PhotoLookView,
            (seen, _) => Print(seen));
    }

    private static async Task<LocalAnswer<PhotoLookView>> Look(
        LocalGateway gateway, string plant, string? photo, PhotoLookRequest request, CancellationToken cancellationToken)
    {
        var photos = PlantCommand.PathOf(plant, "/photos");
        if (photo is null)
        {
            var (all, problem) = await gateway.Get(photos, PlantsJson.Default.PhotoViewArray, cancellationToken);
            if (all is null) return new(null, problem);
            if (all.Length == 0) return new(null, "There is no picture of it: `plant photo add PLANT FILE` adds one.");
            photo = all[0].Id;
        }

        return await gateway.Post(
            $"{photos}/{Uri.EscapeDataString(photo)}/look", JsonContent.Create(request, Wire.PhotoLookRequest),
            Wire.PhotoLookView, cancellationToken);
    }

    private static void Print(PhotoLookView seen)
    {
        foreach (var finding in seen.Findings) Console.WriteLine(finding.Text);
        Console.WriteLine(seen.Note);
        Console.WriteLine(FormattableString.Invariant($"{seen.Model}, {seen.Tokens} tokens"));
    }
}
