namespace PlantOps.Device.Core.Portal.Http;

/// <summary>The connection of one phone. Nothing here throws when the phone is gone.</summary>
internal interface IConnection
{
    /// <summary>Whether a read would return at once: bytes are there, or the phone has hung up.</summary>
    bool HasInput { get; }

    /// <summary>
    /// Reads what has arrived, waiting for the first byte at most this long. Returns how many bytes; 0 where the phone
    /// has hung up; −1 where nothing came in time.
    /// </summary>
    int Read(byte[] into, int offset, int count, int timeoutMs);

    /// <summary>Sends bytes, at most five seconds long; <see langword="false"/> where not all could be sent.</summary>
    bool Write(byte[] data, int count);

    void Close();
}
