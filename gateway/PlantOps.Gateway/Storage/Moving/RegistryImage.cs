using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>Everything a store holds beside history: who is there, how they are let in, who may use the API.</summary>
internal sealed record RegistryImage(
    IReadOnlyList<Device> Devices,
    IReadOnlyList<OpenEnrolment> Enrolments,
    IReadOnlyCollection<KeyValuePair<int, long>> LastSeen,
    IReadOnlyCollection<KeptSettings> Settings,
    IReadOnlyList<StoredToken> Tokens,
    IReadOnlyDictionary<RecordSet, IReadOnlyList<StoredRecord>> Records);

/// <summary>Puts an image in the place of everything a store holds beside history.</summary>
internal interface IRegistryImageStore
{
    /// <summary>In one transaction.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    void Replace(RegistryImage image);
}
