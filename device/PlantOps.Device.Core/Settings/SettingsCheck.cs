using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Settings;

/// <summary>Whether the device can be what it should be. Every setting that it cannot is named, not only the first.</summary>
internal sealed class SettingsCheck
{
    private readonly DeviceConfiguration _configuration;
    private readonly IBoard _board;

    public SettingsCheck(DeviceConfiguration configuration, IBoard board)
    {
        _configuration = configuration;
        _board = board;
    }

    /// <summary>A setting's number: the desired one, or the present one where that is not there.</summary>
    public static int Or(int desired, int present) => desired == DesiredState.Absent ? present : desired;

    public Refusals Run(DesiredState desired)
    {
        Refusals refused = new Refusals();
        InRange(refused, "interval_s", desired.IntervalS, Limits.MinInterval, Limits.MaxInterval);
        InRange(refused, "publish_s", desired.PublishS, Limits.MinPublish, Limits.MaxPublish);
        InRange(refused, "led_dry_percent", desired.LedDryPercent, 0, 100);
        InRange(refused, "led_wet_percent", desired.LedWetPercent, 0, 100);
        CheckThresholds(refused, desired);
        CheckSoil(refused, desired);
        CheckCa(refused, desired.CaPem);
        CheckBoard(refused, desired.Board);
        return refused;
    }

    private static void InRange(Refusals refused, string name, int value, int least, int most)
    {
        if (value != DesiredState.Absent && (value < least || value > most))
        {
            refused.Add(name, string.Concat(least.ToString(), " to ", most.ToString()));
        }
    }

    private void CheckThresholds(Refusals refused, DesiredState desired)
    {
        int dry = Or(desired.LedDryPercent, _configuration.LedDryPercent);
        int wet = Or(desired.LedWetPercent, _configuration.LedWetPercent);
        if (dry > wet && dry <= 100 && wet >= 0)
        {
            refused.Add("led_dry_percent", "it is above led_wet_percent");
        }
    }

    private void CheckSoil(Refusals refused, DesiredState desired)
    {
        if (desired.SoilDryRaw == DesiredState.Absent && desired.SoilWetRaw == DesiredState.Absent)
        {
            return;
        }

        string? whyNot = SoilCalibration.WhyNot(
            Or(desired.SoilDryRaw, _configuration.SoilDryRaw), Or(desired.SoilWetRaw, _configuration.SoilWetRaw));
        if (whyNot != null)
        {
            refused.Add(desired.SoilDryRaw == DesiredState.Absent ? "soil_wet_raw" : "soil_dry_raw", whyNot);
        }
    }

    private static void CheckCa(Refusals refused, string? pem)
    {
        if (pem != null && pem.Length > Limits.MaxCaLength)
        {
            refused.Add("ca_pem", string.Concat("it is longer than ", Limits.MaxCaLength.ToString(), " characters"));
        }
        else if (pem != null && CertificateText.DerOf(pem) == null)
        {
            refused.Add("ca_pem", "it is not a certificate");
        }
    }

    private void CheckBoard(Refusals refused, BoardSettings desired)
    {
        if (desired.IsEmpty)
        {
            return;
        }

        for (int i = 0; i < BoardSettings.PinCount; i++)
        {
            int gpio = desired.Pin((BoardPin)i);
            if (gpio != BoardSettings.Unset && (gpio < BoardSettings.NotConnected || gpio > BoardSettings.MaxPin))
            {
                refused.Add(string.Concat("pins.", BoardSettings.Name((BoardPin)i)), string.Concat("-1 to ", BoardSettings.MaxPin.ToString()));
                return;
            }
        }

        BoardSettings merged = new BoardSettings();
        merged.Merge(_configuration.Board);
        merged.Merge(desired);
        string? whyNot = _board.WhyNot(merged);
        if (whyNot != null)
        {
            refused.Add("pins", whyNot);
        }
    }
}
