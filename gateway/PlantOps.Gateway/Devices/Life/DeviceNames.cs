using PlantOps.Contracts;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices.Life;

/// <summary>What a device can be called.</summary>
internal static class DeviceNames
{
    /// <summary>What is wrong with a name, as the field of an answer; <see langword="null"/> where nothing is.</summary>
    public static Dictionary<string, string[]>? Check(string? name) =>
        PrintableText.IsName(name, Limits.MaxNameLength)
            ? null
            : new Dictionary<string, string[]> { ["name"] = [$"1 to {Limits.MaxNameLength} printable characters."] };
}
