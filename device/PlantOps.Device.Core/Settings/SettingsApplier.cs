using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Settings;

/// <summary>Puts settings that were checked into force and keeps them.</summary>
internal sealed class SettingsApplier
{
    private readonly ConfigurationStore _store;
    private readonly Sampler _sampler;
    private readonly Departure _departure;
    private readonly IEventLog _log;

    public SettingsApplier(
        DeviceConfiguration configuration, ConfigurationStore store, Sampler sampler, Departure departure, IEventLog log)
    {
        Configuration = configuration;
        _store = store;
        _sampler = sampler;
        _departure = departure;
        _log = log;
    }

    public DeviceConfiguration Configuration { get; }

    /// <summary>Puts a desired state into force; whether the device must restart for it.</summary>
    public bool Apply(DesiredState desired)
    {
        DeviceConfiguration now = Configuration;
        now.DesiredVersion = desired.Version;
        now.TakeOver(desired);
        if (desired.CaPem != null)
        {
            // Over this connection the present CA has vouched for the gateway, and so for what it says here.
            now.NextCaPem = SameCertificate(desired.CaPem, now.CaPem) ? string.Empty : desired.CaPem;
        }

        bool restart = now.Board.Merge(desired.Board);
        if (!_store.Save(now))
        {
            _log.Write("the settings could not be stored; they hold until the next start");
        }

        _sampler.IntervalS = now.IntervalS;
        _sampler.Calibrate(now);
        _log.Write(string.Concat("settings are version ", now.DesiredVersion.ToString()));
        return restart;
    }

    /// <summary>Pins and sensors take effect with the next start, once the report of them has got through.</summary>
    public void PlanRestart(int messageId) => _departure.Plan(Ending.Restart, RestartCauses.Settings, messageId);

    /// <summary>What is in force.</summary>
    public ReportedState Present()
    {
        DeviceConfiguration now = Configuration;
        ReportedState reported = new ReportedState
        {
            Version = now.DesiredVersion,
            CaId = IdOf(now.CaPem),
            NextCaId = IdOf(now.NextCaPem),
            Board = now.Board,
        };
        reported.TakeOver(now);
        return reported;
    }

    private static string? IdOf(string pem)
    {
        byte[]? der = CertificateText.DerOf(pem);
        return der == null ? null : CaIds.Of(der);
    }

    private static bool SameCertificate(string one, string other)
    {
        string? id = IdOf(one);
        return id != null && id == IdOf(other);
    }
}
