using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
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

    public Refusals Run(DesiredState desired)
    {
        Refusals refused = new Refusals();
        for (int i = 0; i < SettingCatalogue.Count; i++)
        {
            InRange(refused, (DeviceSetting)i, desired[(DeviceSetting)i]);
        }

        CheckThresholds(refused, desired);
        for (int channel = SoilChannels.First; channel <= SoilChannels.FirmwareMost; channel++)
        {
            CheckSoil(refused, desired, SettingCatalogue.SoilDryRaw(channel), SettingCatalogue.SoilWetRaw(channel));
        }

        CheckCa(refused, desired.CaPem);
        CheckBoard(refused, desired.Board);
        return refused;
    }

    // The soil's two points are looked at together.
    private static void InRange(Refusals refused, DeviceSetting setting, int value)
    {
        if (value != SettingValues.Absent && !IsPoint(setting) && !SettingCatalogue.IsInRange(setting, value))
        {
            refused.Add(SettingCatalogue.Name(setting), SettingCatalogue.Range(setting));
        }
    }

    private static bool IsPoint(DeviceSetting setting)
    {
        for (int channel = SoilChannels.First; channel <= SoilChannels.FirmwareMost; channel++)
        {
            if (setting == SettingCatalogue.SoilDryRaw(channel) || setting == SettingCatalogue.SoilWetRaw(channel))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckThresholds(Refusals refused, DesiredState desired)
    {
        int dry = desired.Or(_configuration, DeviceSetting.LedDryPercent);
        int wet = desired.Or(_configuration, DeviceSetting.LedWetPercent);
        if (dry > wet && dry <= 100 && wet >= 0)
        {
            refused.Add("led_dry_percent", "it is above led_wet_percent");
        }
    }

    private void CheckSoil(Refusals refused, DesiredState desired, DeviceSetting dry, DeviceSetting wet)
    {
        if (desired[dry] == SettingValues.Absent && desired[wet] == SettingValues.Absent)
        {
            return;
        }

        string? whyNot = SoilCalibration.WhyNot(desired.Or(_configuration, dry), desired.Or(_configuration, wet));
        if (whyNot != null)
        {
            refused.Add(SettingCatalogue.Name(desired[dry] == SettingValues.Absent ? wet : dry), whyNot);
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
                refused.Add(string.Concat("pins.", BoardSettings.Name((BoardPin)i)),
                    string.Concat("-1 to ", BoardSettings.MaxPin.ToString()));
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
