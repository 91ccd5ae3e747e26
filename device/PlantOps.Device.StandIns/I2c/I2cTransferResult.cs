namespace System.Device.I2c;

public sealed class I2cTransferResult
{
    internal I2cTransferResult(uint bytes, I2cTransferStatus status)
    {
        BytesTransferred = bytes;
        Status = status;
    }

    public uint BytesTransferred { get; }

    public I2cTransferStatus Status { get; }
}
