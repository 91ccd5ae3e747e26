using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Care;

internal static class CareServices
{
    public static IServiceCollection AddCare(this IServiceCollection services)
    {
        services.AddJson(CareJson.Default).AddExamples(CareExamples.All);
        services.AddSingleton<CarePlanStore>();
        services.AddSingleton<IPlantRecords>(provider => provider.GetRequiredService<CarePlanStore>());
        services.AddSingleton<CareReader>();
        services.AddSingleton<CarePlans>();
        services.AddSingleton<CareCalendar>();
        services.AddSingleton<CareDone>();
        services.AddSupervised<CareService>();
        return services;
    }

    public static void MapCare(this IEndpointRouteBuilder routes) => routes.MapCareApi();
}

/// <summary>Care as the API's description shows it.</summary>
internal static class CareExamples
{
    private const string Item =
        """{"id":"water-now","kind":"water","from":1777586400000,"to":1777759200000,"occasion":"usual","can_be_done":true,"text":"Water it.","why":"Its soil is at 33.9 % and should be at least 40 %.","refs":["r1","r2"]}""";

    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(CarePlanView)] =
            $$$"""{"plant_id":"pl-4k7x9m2d","version":12,"source":"rules","made_at":1777622400000,"valid_until":1777759200000,"language":"en","summary":"Water it.","items":[{{{Item}}}],"away":{"advice":"water_before","until":null,"text":"Water it before you go away.","refs":["r1","r2"]},"safety":["Cats and dogs: its species is listed as not poisonous."],"unknown":["light"],"questions":[],"advisor":{"state":"off","reason":"No model was set up."},"facts":{"r1":{"kind":"reading","name":"soil_moisture","label":"soil moisture","value":33.9,"text":null,"unit":"%","at":1777622340000,"device":"plant-7k2m9x4d","boot":3,"seq":81211,"field":null,"entry":null,"rule":null},"r2":{"kind":"species","name":"soil_moisture_low","label":"soil moisture at least","value":40,"text":null,"unit":"%","at":null,"device":null,"boot":null,"seq":null,"field":"soil_moisture.low","entry":null,"rule":null}},"model":null,"tokens":null}""",
        [typeof(CareDoneRequest)] = """{"amount_ml":300}""",
        [typeof(CareDueView)] =
            $$$"""{"plant_id":"pl-4k7x9m2d","plant_name":"Fern on the sill","place":"Bathroom","item":{{{Item}}}}""",
    };
}
