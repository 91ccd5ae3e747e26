using PlantOps.Gateway.Dashboard.Alerts;
using PlantOps.Gateway.Dashboard.Arrivals;
using PlantOps.Gateway.Dashboard.Ask;
using PlantOps.Gateway.Dashboard.Care;
using PlantOps.Gateway.Dashboard.Compare;
using PlantOps.Gateway.Dashboard.Devices;
using PlantOps.Gateway.Dashboard.FirstRun;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Keys;
using PlantOps.Gateway.Dashboard.Live;
using PlantOps.Gateway.Dashboard.Offline;
using PlantOps.Gateway.Dashboard.Passkeys;
using PlantOps.Gateway.Dashboard.PlantEdit;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.PlantWatch;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Settings;
using PlantOps.Gateway.Dashboard.Settings.Advisor;
using PlantOps.Gateway.Dashboard.Settings.Audit;
using PlantOps.Gateway.Dashboard.Settings.Channels;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Settings.Health;
using PlantOps.Gateway.Dashboard.Settings.Household;
using PlantOps.Gateway.Dashboard.Settings.Phone;
using PlantOps.Gateway.Dashboard.Settings.SetAside;
using PlantOps.Gateway.Dashboard.Settings.Species;
using PlantOps.Gateway.Dashboard.Settings.Logins;
using PlantOps.Gateway.Dashboard.Settings.Tokens;
using PlantOps.Gateway.Dashboard.Settings.Walls;
using PlantOps.Gateway.Dashboard.SignIn;
using PlantOps.Gateway.Dashboard.Trust;
using PlantOps.Gateway.Dashboard.Wall;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard;

internal static class DashboardRoutes
{
    /// <summary>Pages are for people: over TLS, and in the clear to browsers on this machine.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapOfflineFiles();
        routes.MapGroup(string.Empty).ExcludeFromDescription().MapTrust();
        routes.MapWall();
        var pages = routes.MapGroup(string.Empty)
            .ExcludeFromDescription()
            .WithMetadata(ForPeople.Instance, new InTheClear());
        pages.MapSignIn();
        pages.MapOpen();
        pages.MapArrivalsPage();
        pages.MapPlantsPage();
        pages.MapPlantEditPage();
        pages.MapPlantPage();
        pages.MapCarePages();
        pages.MapAskPages();
        pages.MapLookPage();
        pages.MapWatchPage();
        pages.MapFirstRun();
        pages.MapAlertsPage();
        pages.MapDevicesPage();
        pages.MapEnrolPages();
        pages.MapDevicePages();
        pages.MapDevicePlantPages();
        pages.MapCalibratePages();
        pages.MapSettingsPage();
        pages.MapPasskeysPage();
        pages.MapComparePage();
        pages.MapKeysPage();
        pages.MapHouseholdPage();
        pages.MapPhonePage();
        pages.MapWallsPage();
        pages.MapTokensPage();
        pages.MapLoginsPage();
        pages.MapAuditPage();
        pages.MapSetAsidePage();
        pages.MapChannelsPage();
        pages.MapAdvisorPage();
        pages.MapDataPage();
        pages.MapHealthPage();
        pages.MapSpeciesPage();
        pages.MapLive();
    }
}
