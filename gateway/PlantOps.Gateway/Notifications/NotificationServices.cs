using PlantOps.Gateway.Access.Secrets;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Web;
using PlantOps.Gateway.Web.Documentation;

namespace PlantOps.Gateway.Notifications;

internal static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddJson(NotificationsJson.Default).AddExamples(NotificationExamples.All);
        services.Configure<OpenApiOptions>(
            ApiDocumentation.Name, options => options.AddDocumentTransformer<ChannelDocumentation>());
        services.AddOptions<NotificationOptions, NotificationOptionsSetup>();
        services.AddSingleton<PersonStore>();
        services.AddSingleton<PeopleChanges>();
        services.AddSingleton<ChannelKinds>();
        foreach (var kind in ChannelKinds.BuiltIn.All) services.AddSingleton(kind);
        services.AddSingleton<ChannelStore>();
        services.AddSingleton<IStoredSecrets>(provider => provider.GetRequiredService<ChannelStore>());
        services.AddSingleton<ChannelMapper>();
        services.AddSingleton<ChannelRules>();
        services.AddSingleton<ChannelChanges>();
        services.AddSingleton<ChannelTester>();
        services.AddSingleton<NotificationContextReader>();
        services.AddSingleton<DecisionStore>();
        services.AddSingleton<NotificationPlanner>();
        services.AddSingleton<DigestPlanner>();
        services.AddSingleton<GatewayNoticePlanner>();
        services.AddSingleton<NotificationSignal>();
        services.AddSingleton<NotificationHistory>();
        services.AddSupervised<NotificationService>();
        return services.AddOutbox().AddSenders();
    }

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapChannels();
        routes.MapPeople();
        routes.MapDeliveries();
    }

    private static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton(provider => new DeliveryRules(
            TimeSpan.FromHours(provider.GetRequiredService<IOptions<NotificationOptions>>().Value.GiveUpAfterHours),
            new Random()));
        return services;
    }

    private static IServiceCollection AddSenders(this IServiceCollection services)
    {
        services.AddSingleton<TargetConnector>();
        services.AddSingleton<HttpTarget>();
        services.AddHttpClient(HttpTarget.ClientName, client => client.DefaultRequestHeaders.UserAgent.ParseAdd("PlantOps"))
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<TargetConnector>().Handler())
            // They would log addresses, which are secrets.
            .RemoveAllLoggers();
        services.AddSingleton<ChannelSenders>();
        return services;
    }
}
