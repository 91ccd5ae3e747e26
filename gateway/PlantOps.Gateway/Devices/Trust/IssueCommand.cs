using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>
/// <c>certificates issue NAME… --out DIR [--force]</c>: a certificate for a server beside the gateway, such as a broker.
/// </summary>
internal static class IssueCommand
{
    private const string CertificateFile = "certificate.pem";
    private const string KeyFile = "key.pem";
    private const string CaFile = "ca.pem";

    private static readonly DevicesJson Wire = DevicesJson.Default;

    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "A host name or an IP address by which devices reach it; several where there are.",
        Arity = ArgumentArity.OneOrMore, };

    private static readonly Option<string> Out = new("--out")
    {
        Description = $"The directory for {CertificateFile}, {KeyFile} and {CaFile}; it is made where it is not there.",
        Required = true, };

    private static readonly Option<bool> Force = new(
        "--force") { Description = "Replaces the files where they are there, as each renewal does." };

    public static Command Create()
    {
        var command = new Command(
            "issue", "Makes a certificate for a broker, signed by the CA that devices trust.") { Names, Out, Force, Verb.Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var gateway = new LocalGateway(Verb.DirectoryOf(result));
        var body = JsonContent.Create(
            new CertificateRequestBody { Names = result.GetRequiredValue(Names) }, Wire.CertificateRequestBody);
        var answer = await gateway.Post(LocalCertificatesApi.IssuePath, body, Wire.IssuedCertificate, cancellationToken);
        if (answer.Value is not { } issued) return await FailAsync(answer.Problem!);
        try
        {
            var files = await WriteAsync(
                issued, Path.GetFullPath(result.GetRequiredValue(Out)), result.GetValue(Force), cancellationToken);
            if (result.GetValue(Verb.Json)) Console.WriteLine(JsonSerializer.Serialize(files, Wire.IssuedFiles));
            else Print(files);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(exception.Message);
        }
    }

    private static async Task<IssuedFiles> WriteAsync(
        IssuedCertificate issued, string directory, bool replace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var files = new IssuedFiles
        {
            Names = issued.Names,
            NotAfter = issued.NotAfter,
            Certificate = Path.Combine(directory, CertificateFile),
            Key = Path.Combine(directory, KeyFile),
            Ca = Path.Combine(directory, CaFile),
        };

        // All before any has its name: what is there is not half replaced.
        await using var key = new OutputFile(files.Key, replace);
        await using var certificate = new OutputFile(files.Certificate, replace);
        await using var ca = new OutputFile(files.Ca, replace);
        await key.Stream.WriteAsync(Encoding.ASCII.GetBytes(issued.Key), cancellationToken);
        await certificate.Stream.WriteAsync(Encoding.ASCII.GetBytes(issued.Certificate), cancellationToken);
        await ca.Stream.WriteAsync(Encoding.ASCII.GetBytes(issued.Ca), cancellationToken);
        key.Keep();
        certificate.Keep();
        ca.Keep();
        return files;
    }

    private static void Print(IssuedFiles files)
    {
        var end = DateTimeOffset.FromUnixTimeMilliseconds(files.NotAfter).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Console.WriteLine($"For {string.Join(", ", files.Names)}, until {end}. Before then make another one with --force.");
        Console.WriteLine($"{"certificate",-13}{files.Certificate}");
        Console.WriteLine($"{"key",-13}{files.Key}");
        Console.WriteLine($"{"CA",-13}{files.Ca}");
        Console.WriteLine("They are readable for you only: let the broker's user read them.");
    }

    private static async Task<int> FailAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}
