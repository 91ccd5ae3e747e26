using PlantOps.Contracts.Enrolment;

namespace PlantOps.Gateway.Devices;

/// <summary>What a device says that it has. Each is <see langword="null"/> where it does not say, as in older firmware.</summary>
internal sealed record Capabilities
{
    /// <summary>The managed heap, as many bytes as the firmware finds free when it begins.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>Memory outside the chip, bytes; 0 where there is none.</summary>
    public long? PsramBytes { get; init; }

    /// <summary>The flash in all, bytes.</summary>
    public long? FlashBytes { get; init; }

    /// <summary>Which version of the contract the firmware keeps with what it is sent.</summary>
    public long? Api { get; init; }

    /// <summary>What a registration says, checked by <see cref="Check"/>.</summary>
    public static Capabilities? Of(DeviceCapabilities? said) => said is null ? null : new Capabilities
    {
        HeapBytes = Said(said.HeapBytes),
        PsramBytes = Said(said.PsramBytes),
        FlashBytes = Said(said.FlashBytes),
        Api = Said(said.Api),
    };

    /// <summary>The same without what cannot be; <see langword="null"/> where nothing is left.</summary>
    public Capabilities? Plausible()
    {
        var plausible = new Capabilities
        {
            HeapBytes = Size(HeapBytes),
            PsramBytes = Size(PsramBytes),
            FlashBytes = Size(FlashBytes),
            Api = Api is { } api && DeviceCapabilities.IsApi(api) ? api : null,
        };
        return plausible == new Capabilities() ? null : plausible;
    }

    /// <summary>Names every field that cannot be, as it is on the wire, and why.</summary>
    public static void Check(DeviceCapabilities? said, Dictionary<string, string[]> errors)
    {
        if (said is null) return;
        CheckSize("heap_bytes", said.HeapBytes);
        CheckSize("psram_bytes", said.PsramBytes);
        CheckSize("flash_bytes", said.FlashBytes);
        if (Said(said.Api) is { } api && !DeviceCapabilities.IsApi(api))
        {
            errors["capabilities.api"] = [$"A number from 1 to {DeviceCapabilities.MaxApi}."];
        }

        void CheckSize(string field, long bytes)
        {
            if (Said(bytes) is null || DeviceCapabilities.IsSize(bytes)) return;
            errors["capabilities." + field] = [$"A number of bytes from 0 to {DeviceCapabilities.MaxBytes}."];
        }
    }

    private static long? Said(long number) => number == DeviceCapabilities.Absent ? null : number;

    private static long? Size(long? bytes) => bytes is { } size && DeviceCapabilities.IsSize(size) ? size : null;
}
