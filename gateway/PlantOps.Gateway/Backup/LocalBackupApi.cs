using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Backup;

/// <summary>Backups, for the command line of whoever owns the data directory.</summary>
internal static class LocalBackupApi
{
    public const string Path = "/local/backups";
    public const string ShowPath = Path + "/show";
    public const string VerifyPath = Path + "/verify";

    public static void MapLocalBackups(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(string.Empty).LocalOnly();
        group.MapGet(Path, List);
        group.MapPost(Path, Make)
            .Audited("backup.now", (_, answer) => new AuditSubject(null, $"to {((BackupResult)answer!).File}"));
        group.MapPost(ShowPath, Show);
        group.MapPost(VerifyPath, Verify);
    }

    private static Ok<BackupList> List(BackupRunner runner, IOptions<BackupOptions> options) =>
        TypedResults.Ok(BackupList.Of(options.Value.Directory, runner.Record));

    private static async Task<Results<Ok<BackupResult>, ProblemHttpResult>> Make(
        BackupRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(cancellationToken) is { } result
                ? TypedResults.Ok(result)
                : Refuse("A backup is being made already.", StatusCodes.Status409Conflict);
        }
        catch (IOException exception)
        {
            return Refuse(exception.Message, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Results<Ok<BackupDetails>, ProblemHttpResult> Show(BackupRequest request, IOptions<BackupOptions> options)
    {
        if (BackupFile.Find(options.Value.Directory, request.Id) is not { } backup) return NoSuch(request, options.Value);
        try
        {
            var manifest = BackupArchive.ReadManifest(backup.Path, request.Passphrase ?? options.Value.Passphrase);
            return TypedResults.Ok(new BackupDetails { Backup = BackupView.Of(backup), Manifest = manifest });
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Refuse(exception.Message, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<Results<Ok<BackupDetails>, ProblemHttpResult>> Verify(
        BackupRequest request, BackupRunner runner, IOptions<BackupOptions> options, CancellationToken cancellationToken)
    {
        if (BackupFile.Find(options.Value.Directory, request.Id) is not { } backup) return NoSuch(request, options.Value);
        try
        {
            var manifest = await runner.VerifyAsync(backup, request.Passphrase, cancellationToken);
            return TypedResults.Ok(new BackupDetails { Backup = BackupView.Of(backup), Manifest = manifest, Proven = true });
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Refuse(exception.Message, StatusCodes.Status409Conflict);
        }
    }

    private static ProblemHttpResult NoSuch(BackupRequest request, BackupOptions options) =>
        Refuse($"There is no backup '{request.Id}' in '{options.Directory}'.", StatusCodes.Status404NotFound);

    private static ProblemHttpResult Refuse(string detail, int status) => TypedResults.Problem(detail, statusCode: status);
}
