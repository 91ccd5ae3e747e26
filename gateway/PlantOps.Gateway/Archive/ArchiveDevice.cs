namespace PlantOps.Gateway.Archive;

/// <summary>Whose readings they are, as an archive says it.</summary>
/// <param name="Id">Its id on the gateway that wrote the archive; see <see cref="ArchiveIds"/>.</param>
/// <param name="Name">What its owner calls it; <see langword="null"/> where the archive does not say.</param>
/// <param name="HardwareId">What finds it again on a gateway that let it in under another id; <see langword="null"/> where the archive does not say.</param>
internal sealed record ArchiveDevice(string Id, string? Name, string? HardwareId);
