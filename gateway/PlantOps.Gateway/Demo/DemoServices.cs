using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Demo;

internal static class DemoServices
{
    /// <summary>What makes a gateway a demo, beside everything that a gateway has.</summary>
    public static void AddDemo(this IServiceCollection services, DemoMark mark)
    {
        services.AddSingleton(mark);
        services.AddSingleton<DemoAlerts>();
        services.AddSingleton<DemoGarden>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoGarden>());
    }
}
