using Microsoft.AspNetCore.Authorization;
using PlantOps.Gateway.Dashboard.Alerts;
using PlantOps.Gateway.Dashboard.Devices;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Live;
using PlantOps.Gateway.Dashboard.PlantEdit;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.PlantWatch;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Settings.Channels;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Settings.Household;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<RecentReadings>();
        services.AddSingleton<SharedParts>();
        services.AddSingleton<OpenAlertCount>();
        services.AddSingleton<PlantIndex>();
        services.AddSingleton<CardReader>();
        services.AddSingleton<PlantHistory>();
        services.AddSingleton<PlantEditor>();
        services.AddSingleton<RuleTrial>();
        services.AddSingleton<DeviceReader>();
        services.AddSingleton<DeviceDetailsReader>();
        services.AddSingleton<EnrolProgress>();
        services.AddSingleton<CalibrationReader>();
        services.AddSingleton<PersonEditor>();
        services.AddSingleton<Readers>();
        services.AddSingleton<ChannelEditors>();
        services.AddSingleton<DataViews>();
        services.AddSingleton<HeldUploads>();
        services.AddSingleton<ImportPage>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, PageAuthorization>();

        // The first that can write an answer writes it, and the one for programs writes to whoever takes anything.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, PageProblems>());
        return services;
    }
}
