using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Assistants;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Broker;
using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Broker.External.Access;
using PlantOps.Gateway.Broker.Http;
using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Dashboard;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Updates;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.App;

/// <summary>The gateway, put together.</summary>
internal static class GatewayApp
{
    /// <param name="args">Settings as <c>--Key value</c>.</param>
    /// <param name="substitute">What a test puts in place of the real thing: the clock.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? substitute = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,

            // The framework's own sources, which are replaced below, would begin to watch their file.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.UseGatewaySources(args);
        builder.WebHost.UseSockets();
        builder.Services.AddFeatures(builder.Configuration);
        substitute?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseKernel();
        app.MapFeatures();
        return app;
    }

    private static void AddFeatures(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddKernel()
            // Services stop in the opposite order, and these may take long: by then all readings are on disk.
            .AddNotifications()
            .AddFleet()
            .AddStorage(configuration)
            .AddBackups()
            .AddCertificates()
            .AddDevices()
            .AddSpecies()
            .AddTelemetry()
            .AddRetention()
            .AddArchive()
            .AddPlants()
            .AddAlerts()
            .AddCare()
            .AddVirtualPlants()
            .AddIngress()
            .AddBroker(configuration)
            .AddAccess()
            .AddEvents(configuration)
            .AddAssistants()
            .AddDoctor(GatewaySettings.All)
            .AddUpdates()
            .AddDashboard();

    private static void MapFeatures(this WebApplication app)
    {
        app.MapKernel();
        app.MapCertificates();
        app.MapRegistration();
        app.MapEnrolments();
        app.MapDevices();
        app.MapDeviceLife();
        app.MapDeviceSettings();
        app.MapDeviceCommands();
        app.MapFieldMappings();
        app.MapMqttLogins();
        app.MapLocalCertificates();
        app.MapSpecies();
        app.MapTelemetry();
        app.MapTelemetryPost();
        app.MapSetAside();
        if (!BrokerMode.IsEmbedded(app.Configuration)) app.MapBrokerAccess();
        app.MapArchive();
        app.MapPlantRoutes();
        app.MapAlertRoutes();
        app.MapCare();
        app.MapVirtualPlants();
        app.MapEvents();
        app.MapTokens();
        app.MapSessions();
        app.MapPasskeys();
        app.MapArrivals();
        app.MapWalls();
        app.MapSignInLinks();
        app.MapAudit();
        app.MapNotifications();
        app.MapStore();
        app.MapFleet();
        app.MapLocalStore();
        app.MapLocalMove();
        app.MapLocalBackups();
        app.MapAssistants();
        app.MapDoctor();
        app.MapUpdates();
        app.MapDashboard();
    }

    private static IServiceCollection AddBroker(this IServiceCollection services, IConfiguration configuration) =>
        BrokerMode.IsEmbedded(configuration) ? services.AddEmbeddedBroker() : services.AddExternalBroker(configuration);
}
