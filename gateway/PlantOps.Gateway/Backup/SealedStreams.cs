using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// A file that only a passphrase opens. Head: mark, iterations u32, salt. Then chunks: length u32, of which the highest bit is
/// set at the last one, what was written, encrypted by AES-256-GCM, and its tag. The key is PBKDF2 of the passphrase and the
/// file's own salt, so a nonce that counts is used once; it ends with whether the chunk is the last, so that nothing can be cut
/// off or put in another order. Little endian.
/// </summary>
internal static class Sealed
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;
    public const uint LastBit = 0x8000_0000;

    private const int MarkBytes = 8;
    private const int SaltBytes = 16;
    private const int HeadBytes = MarkBytes + sizeof(uint) + SaltBytes;

    /// <summary>What OWASP recommends for PBKDF2 with SHA-256: half a second here, two on a Raspberry Pi.</summary>
    private const int Iterations = 600_000;

    /// <summary>A file that asks for more is no backup of ours: it would only keep the processor busy.</summary>
    private const int MaxIterations = 10_000_000;

    private static ReadOnlySpan<byte> Mark => "PLOPSEAL"u8;

    /// <summary>Whether a file is sealed; leaves the stream at its beginning.</summary>
    public static bool IsSealed(Stream file)
    {
        Span<byte> mark = stackalloc byte[MarkBytes];
        var length = file.ReadAtLeast(mark, MarkBytes, throwOnEndOfStream: false);
        file.Position = 0;
        return length == MarkBytes && mark.SequenceEqual(Mark);
    }

    public static (byte[] Head, AesGcm Cipher) Begin(string passphrase)
    {
        var head = new byte[HeadBytes];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(MarkBytes), Iterations);
        RandomNumberGenerator.Fill(head.AsSpan(HeadBytes - SaltBytes));
        return (head, Cipher(head, passphrase));
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static (byte[] Head, AesGcm Cipher) Open(Stream file, string passphrase)
    {
        var head = new byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
            throw new InvalidDataException("it ends within its head");
        return (head, Cipher(head, passphrase));
    }

    public static void Nonce(Span<byte> nonce, ulong number, bool isLast)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, number);
        BinaryPrimitives.WriteUInt32LittleEndian(nonce[sizeof(ulong)..], isLast ? 1u : 0);
    }

    private static AesGcm Cipher(byte[] head, string passphrase)
    {
        var iterations = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(MarkBytes));
        if (iterations is 0 or > MaxIterations) throw new InvalidDataException("its head is damaged");
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, head.AsSpan(HeadBytes - SaltBytes), (int)iterations,
            HashAlgorithmName.SHA256, 32);
        return new AesGcm(key, TagBytes);
    }
}

/// <summary>Writes such a file; what was written is whole once this is disposed of.</summary>
internal sealed class SealingStream : ForwardStream
{
    private readonly Stream _file;
    private readonly byte[] _head;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[Sealed.ChunkBytes];
    private readonly byte[] _chunk = new byte[sizeof(uint) + Sealed.ChunkBytes + Sealed.TagBytes];
    private int _length;
    private ulong _number;
    private bool _isFinished;

    public SealingStream(Stream file, string passphrase)
    {
        _file = file;
        (_head, _cipher) = Sealed.Begin(passphrase);
        file.Write(_head);
    }

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_length == _plain.Length) WriteChunk(isLast: false);
            var part = Math.Min(buffer.Length, _plain.Length - _length);
            buffer[..part].CopyTo(_plain.AsSpan(_length));
            _length += part;
            buffer = buffer[part..];
        }
    }

    /// <summary>Writes the last chunk; without it the file is known to be cut off.</summary>
    public void Finish()
    {
        if (_isFinished) return;
        _isFinished = true;
        WriteChunk(isLast: true);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _cipher.Dispose();
        base.Dispose(disposing);
    }

    private void WriteChunk(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        Sealed.Nonce(nonce, _number++, isLast);
        BinaryPrimitives.WriteUInt32LittleEndian(_chunk, (uint)_length | (isLast ? Sealed.LastBit : 0));
        var encrypted = _chunk.AsSpan(sizeof(uint), _length);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _length), encrypted, _chunk.AsSpan(sizeof(uint) + _length, Sealed.TagBytes),
            _head);
        _file.Write(_chunk, 0, sizeof(uint) + _length + Sealed.TagBytes);
        _length = 0;
    }
}

/// <summary>Reads one; what was changed, cut off or put in another order is an <see cref="InvalidDataException"/>.</summary>
internal sealed class UnsealingStream : ForwardStream
{
    private readonly Stream _file;
    private readonly byte[] _head;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[Sealed.ChunkBytes];
    private readonly byte[] _chunk = new byte[Sealed.ChunkBytes + Sealed.TagBytes];
    private int _at;
    private int _length;
    private ulong _number;
    private bool _isLast;

    public UnsealingStream(Stream file, string passphrase)
    {
        _file = file;
        (_head, _cipher) = Sealed.Open(file, passphrase);
    }

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0) return 0;
        while (_at == _length)
        {
            if (_isLast) return 0;
            ReadChunk();
        }

        var part = Math.Min(buffer.Length, _length - _at);
        _plain.AsSpan(_at, part).CopyTo(buffer);
        _at += part;
        return part;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _cipher.Dispose();
        base.Dispose(disposing);
    }

    private void ReadChunk()
    {
        Span<byte> head = stackalloc byte[sizeof(uint)];
        if (_file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            throw new InvalidDataException("it is cut off");
        var word = BinaryPrimitives.ReadUInt32LittleEndian(head);
        _isLast = (word & Sealed.LastBit) != 0;
        var length = word & ~Sealed.LastBit;
        if (length > Sealed.ChunkBytes) throw new InvalidDataException("it is damaged");
        (_at, _length) = (0, (int)length);
        var chunk = _chunk.AsSpan(0, _length + Sealed.TagBytes);
        if (_file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) < chunk.Length)
            throw new InvalidDataException("it is cut off");
        if (_isLast && _file.ReadByte() >= 0) throw new InvalidDataException("something is behind its end");
        Span<byte> nonce = stackalloc byte[12];
        Sealed.Nonce(nonce, _number++, _isLast);
        try
        {
            _cipher.Decrypt(nonce, chunk[.._length], chunk[_length..], _plain.AsSpan(0, _length), _head);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException(_number == 1 ? "the passphrase is another one, or it is damaged" : "it is damaged");
        }
    }
}
