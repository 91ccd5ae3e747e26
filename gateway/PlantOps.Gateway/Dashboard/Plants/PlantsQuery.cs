using System.Globalization;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>Which of the plants are asked for.</summary>
/// <param name="Show">Those in a state: <see cref="CardFilter.Needs"/> or <see cref="CardFilter.Unknown"/>; all by
/// default.</param>
/// <param name="Place">Those that stand there.</param>
/// <param name="Text">Those whose name, place or species has it.</param>
/// <param name="From">How many come before them.</param>
/// <param name="Start">How many come before the first that is on the page already.</param>
internal sealed record PlantsQuery(string? Show = null, string? Place = null, string? Text = null, int From = 0, int Start = 0)
{
    private const int MaxText = 100;

    public static PlantsQuery Of(HttpRequest request)
    {
        var query = request.Query;
        var from = Number("from");
        return new PlantsQuery(Word("show"), Word("place"), Word("q"), from, Math.Min(from, Number("start", from)));

        string? Word(string name) => query[name].ToString().Trim() is { Length: > 0 and <= MaxText } word ? word : null;
        int Number(string name, int otherwise = 0) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
    }

    public bool Fits(Plant plant) =>
        (Place is null || plant.Place == Place)
        && (Text is null || Has(plant.Name) || Has(plant.Place) || Has(plant.Species?.Replace('-', ' ')));

    /// <summary>The address of the page that shows them.</summary>
    public string Path()
    {
        var parts = new List<string>();
        Add("show", Show);
        Add("place", Place);
        Add("q", Text);
        if (From > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"from={From}"));
        if (From > 0 && Start != From) parts.Add(string.Create(CultureInfo.InvariantCulture, $"start={Start}"));
        return parts.Count == 0 ? PlantsPage.Path : $"{PlantsPage.Path}?{string.Join('&', parts)}";

        void Add(string name, string? value)
        {
            if (value is not null) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private bool Has(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
