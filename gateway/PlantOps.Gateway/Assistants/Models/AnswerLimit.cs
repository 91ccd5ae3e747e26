using System.ClientModel.Primitives;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>
/// How much a provider may send in one answer, whatever it is: also a line without an end, or a reason of a gigabyte.
/// </summary>
internal sealed class AnswerLimit : PipelinePolicy
{
    /// <summary>Of one answer as it comes over the wire: of each token there are some hundred bytes.</summary>
    public const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>The same stream, which ends with an <see cref="IOException"/> where it is too long.</summary>
    public static Stream On(Stream answer) => new Limited(answer);

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        ProcessNext(message, pipeline, currentIndex);
        Limit(message);
    }

    public override async ValueTask ProcessAsync(
        PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        await ProcessNextAsync(message, pipeline, currentIndex);
        Limit(message);
    }

    private static void Limit(PipelineMessage message)
    {
        if (message.Response is { ContentStream: { } stream } response) response.ContentStream = On(stream);
    }

    private sealed class Limited(Stream inner) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read)
        {
            _read += read;
            return _read <= MaxBytes ? read : throw new IOException("It is too long.");
        }
    }
}
