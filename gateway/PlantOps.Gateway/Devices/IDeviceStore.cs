using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// Where devices and open enrolments live. Every write is on disk when it returns, or throws
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal interface IDeviceStore
{
    IReadOnlyList<Device> Load();

    /// <summary>Those that were changed since; all where nobody can say it.</summary>
    ChangedItems<Device> Load(ReadMark? since) => ChangedItems<Device>.All(Load());

    /// <summary>
    /// The highest number that was given away, also to a device that cannot be read; 0 where <see cref="Load()"/> gives all
    /// there are.
    /// </summary>
    int HighestNumber() => 0;

    /// <summary>
    /// Saves a device and forgets the enrolment it used up, in one transaction: never the one without the other.
    /// A device keeps its number, id and hardware id; one that differs in only some of them is never written over.
    /// </summary>
    /// <param name="device">All of it.</param>
    /// <param name="usedEnrolment"><see langword="null"/> where it needed none.</param>
    Admission Admit(Device device, string? usedEnrolment);

    /// <summary>
    /// Changes devices as they are in the store now, in the order given, and forgets the enrolment that it used up: all in
    /// one transaction. Each gets its next version.
    /// </summary>
    /// <param name="numbers">Which.</param>
    /// <param name="rule">What becomes of each; <see langword="null"/> where nothing is to be written at all. May be asked
    /// again.</param>
    /// <param name="usedEnrolment"><see langword="null"/> where it needed none.</param>
    DeviceChange Change(IReadOnlyList<int> numbers, Func<Device, Device?> rule, string? usedEnrolment);
}

/// <summary>What became of a change.</summary>
/// <param name="Admission">Whether it was made.</param>
/// <param name="Devices">What they are now, in the order given; none where it was not.</param>
internal sealed record DeviceChange(Admission Admission, IReadOnlyList<Device> Devices)
{
    public static DeviceChange Not(Admission reason) => new(reason, []);
}
