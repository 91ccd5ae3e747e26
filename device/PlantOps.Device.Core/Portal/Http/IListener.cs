namespace PlantOps.Device.Core.Portal.Http;

/// <summary>Where phones connect to.</summary>
internal interface IListener
{
    /// <summary>Begins to listen; <see langword="false"/> where its address or port is not to be had.</summary>
    bool Open();

    /// <summary>The next phone; <see langword="null"/> where none came within this many milliseconds.</summary>
    IConnection? Accept(int timeoutMs);

    void Close();
}
