using System.Security.Cryptography;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.Tests.Updates;

public sealed class ReleaseSignatureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _file;

    public ReleaseSignatureTests()
    {
        _file = Path.Combine(_directory.Path, "plantops-9.9.9-x64.tar.xz");
        File.WriteAllText(_file, "the program");
        Sign(_key);
    }

    private string Sums => Path.Combine(_directory.Path, ReleaseSignature.SumsName);

    private string Signature => Path.Combine(_directory.Path, ReleaseSignature.SignatureName);

    private string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    public void Dispose()
    {
        _key.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Problem_OfAReleasesFile_IsNone() => Assert.Null(ReleaseSignature.Problem(_file, PublicKey));

    [Theory]
    [InlineData("file", "is not the file that SHA256SUMS lists")]
    [InlineData("sums", "is not signed by the key")]
    [InlineData("signature", "is not signed by the key")]
    public void Problem_OfAnyFlippedByte_IsFound(string which, string expected)
    {
        var path = which switch { "file" => _file, "sums" => Sums, _ => Signature };
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Contains(expected, ReleaseSignature.Problem(_file, PublicKey), StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_SignedBySomebodyElse_IsFound()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Sign(other);

        Assert.Contains("comes from somebody else", ReleaseSignature.Problem(_file, PublicKey), StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_OfAnotherFileOfTheRelease_IsFound()
    {
        var renamed = Path.Combine(_directory.Path, "plantops-9.9.9-arm64.tar.xz");
        File.Move(_file, renamed);

        Assert.Contains("is not the file that", ReleaseSignature.Problem(renamed, PublicKey), StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_WithoutItsSignature_SaysWhatIsMissing()
    {
        File.Delete(Signature);

        Assert.Contains("SHA256SUMS.sig", ReleaseSignature.Problem(_file, PublicKey), StringComparison.Ordinal);
    }

    private void Sign(ECDsa key)
    {
        File.WriteAllText(Sums,
            $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_file)))}  {Path.GetFileName(_file)}\n");
        File.WriteAllBytes(Signature,
            key.SignData(File.ReadAllBytes(Sums), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
