using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Ask;

/// <summary>What a model saw in a picture.</summary>
/// <param name="PhotoId">Which picture.</param>
public sealed record LookView(string PhotoId)
{
    /// <summary>In words of the gateway.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>That it may be wrong, and which model it was.</summary>
    public string? Note { get; init; }

    /// <summary>Why there is nothing of it.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// What is said of having a model look, with who gets the pictures; <see langword="null"/> for who may not send them there,
    /// and where no owner allowed it.
    /// </summary>
    internal static string? HelpOf(HttpContext context, Plant plant, Visitor who)
    {
        if (!who.MayCare || plant.PutAwayAt is not null) return null;
        var services = context.RequestServices;
        if (!services.GetRequiredService<PhotoLook>().IsAllowed) return null;
        var (words, settings) = (Languages.Of(context.Request), services.GetRequiredService<AdvisorSetup>().Current);
        return words.LookHelp(settings.Provider == AdvisorProvider.Compatible
            ? settings.Endpoint!.Authority
            : words.AdvisorProvider(AdvisorApi.NameOf(settings.Provider)));
    }
}
