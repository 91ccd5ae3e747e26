using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Doctor;

/// <summary>The checks of a gateway that runs.</summary>
internal static class DoctorServices
{
    /// <param name="settings">Every setting there is.</param>
    public static IServiceCollection AddDoctor(this IServiceCollection services, IReadOnlyList<Setting> settings)
    {
        services.AddSingleton(settings);
        services.AddJson(DoctorJson.Default);
        services.AddSupervised<ClockWatch>();
        services.AddSingleton(provider => new Examination(Running(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Diagnostics>();
        return services;
    }

    /// <summary>Of a gateway that runs.</summary>
    private static List<ICheck> Running(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var directory = services.GetRequiredService<DataDirectory>().Path;
        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var store = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        var time = services.GetRequiredService<TimeProvider>();
        var certificates = services.GetRequiredService<ServerCertificates>();
        var own = services.GetRequiredService<OwnCertificate>();
        return
        [
            // Of backups their own check says more.
            new PartsCheck(services.GetServices<IHealthSource>().Where(source => source.Component != BackupService.Part)),
            new PortsCheck(endpoints, isRunning: true),
            .. OfMachine(configuration[CrossFeatureSettings.TimeZone.Key], directory, store, time,
                services.GetRequiredService<ClockWatch>()),
            new CertificatesCheck(() => CertificatesCheck.Of(certificates, own, time.GetUtcNow())),
            new NamesCheck(NamesIn(configuration), () => Covered(certificates, own),
                new NameLookups(endpoints.HasBroker ? endpoints.MqttTlsPort : endpoints.HttpsPort, certificates),
                () => services.GetRequiredService<GatewayFleet>().HasOthers),
            new DevicesCheck(services.GetRequiredService<DeviceRegistry>(), services.GetRequiredService<DevicePresence>()),
            new BackupsCheck(() => BackupsCheck.Of(
                services.GetRequiredService<DataDirectory>(), services.GetRequiredService<IOptions<BackupOptions>>(), time)),
        ];
    }

    /// <summary>What is the same whoever looks.</summary>
    public static IEnumerable<ICheck> OfMachine(
        string? zone, string directory, StoreOptions store, TimeProvider time, ClockWatch? watch) =>
    [
        new ClockCheck(time, watch),
        new TimeZoneCheck(zone),
        new DiskCheck(directory, store.Provider?.IsServer != true),
        new SyncCheck(directory, time),
        new PowerCheck(),
        new DatabaseCheck(store),
    ];

    private static NameSettings NamesIn(IConfiguration configuration) => new(
        CertificateOptions.NamesSetting.ReadList(configuration),
        Uri.TryCreate(configuration[CrossFeatureSettings.PublicUrl.Key], UriKind.Absolute, out var url) ? url.Host : null);

    private static HashSet<string> Covered(ServerCertificates certificates, OwnCertificate own)
    {
        var names = ServerCertificate.NamesIn(certificates.Current);
        if (own.Certificate is { } certificate) names.UnionWith(ServerCertificate.NamesIn(certificate));
        return [.. names.Select(name => name.ToLowerInvariant())];
    }
}
