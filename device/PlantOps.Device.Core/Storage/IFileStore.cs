namespace PlantOps.Device.Core.Storage;

/// <summary>
/// The flash file system, as raw as it is: no operation is atomic, a power cut leaves any part of a write behind.
/// </summary>
internal interface IFileStore
{
    /// <summary>Size in bytes; −1 where there is no such file.</summary>
    int Size(string name);

    /// <summary>Reads from an offset; returns how many bytes, −1 where it could not be read.</summary>
    int Read(string name, int offset, byte[] into, int count);

    /// <summary>
    /// Replaces a file. <see langword="false"/> where the flash is full or broken; then its content is undefined.
    /// </summary>
    bool Write(string name, byte[] data, int count);

    /// <summary>
    /// Adds to the end of a file, which is made where it is not there; <see langword="false"/> as for <see cref="Write"/>.
    /// </summary>
    bool Append(string name, byte[] data, int count);

    /// <summary>Deletes a file, if it is there.</summary>
    void Delete(string name);
}
