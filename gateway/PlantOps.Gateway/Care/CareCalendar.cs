using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Care;

/// <summary>Something that is due at a plant.</summary>
/// <param name="Plant">Which.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Item">What.</param>
internal sealed record CareDue(Plant Plant, CarePlan Plan, CareItem Item);

/// <summary>What is due at all plants, as the plans say that were made last.</summary>
internal sealed class CareCalendar(PlantStore plants, CarePlanStore store, IOptions<AlertOptions> place, TimeProvider time)
{
    /// <summary>More than these nobody plans.</summary>
    public const int MaxDays = 31;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public TimeZoneInfo Zone => place.Value.TimeZone;

    /// <summary>What can be done from now on for so many days; of each plant that is there.</summary>
    /// <param name="days">How many.</param>
    /// <param name="missing">Makes the plan of a plant that has none yet; without it that plant is left out.</param>
    public IReadOnlyList<CareDue> Within(int days, Func<Versioned<Plant>, CarePlan>? missing = null)
    {
        var (now, until) = (Now, Now + (days * CareCase.Day));
        return
        [
            .. from plant in plants.All
               where plant.Value.PutAwayAt is null
               let plan = store.Latest(plant.Id) ?? missing?.Invoke(plant)
               where plan is not null
               from item in plan.Items
               where item.CanBeDone && item.From < until
               orderby item.From <= now ? 0 : item.From, CareCatalogue.RankOf(item.Id), plant.Value.Name
               select new CareDue(plant.Value, plan, item),
        ];
    }
}
