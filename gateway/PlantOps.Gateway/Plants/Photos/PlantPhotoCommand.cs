using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary><c>plant photo set</c>, <c>add</c>, <c>list</c>, <c>save</c> and <c>remove</c>.</summary>
internal static class PlantPhotoCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;

    public static Command Create() => new("photo", "A plant's pictures.") { Set(), Add(), List(), Save(), Remove() };

    private static Command Set()
    {
        var id = PlantCommand.Id();
        var file = new Argument<FileInfo>("FILE") { Description = "A JPEG, PNG or WebP file." };
        file.AcceptExistingOnly();
        return new Command("set", "Gives a plant a picture.") { id, file }.Asks(
            (result, gateway, cancellationToken) => Send(
                result.GetRequiredValue(file),
                content => gateway.Put(PathOf(result.GetRequiredValue(id)), content, Wire.PlantView, cancellationToken),
                cancellationToken),
            Wire.PlantView,
            (plant, _) => Console.WriteLine($"{plant.Name} has a picture."));
    }

    private static Command Add()
    {
        var id = PlantCommand.Id();
        var file = new Argument<FileInfo>("FILE") { Description = "A JPEG, PNG or WebP file." };
        file.AcceptExistingOnly();
        return new Command("add", "Adds a picture to those of a plant.") { id, file }.Asks(
            (result, gateway, cancellationToken) => Send(
                result.GetRequiredValue(file),
                content => gateway.Post(PathOf(result.GetRequiredValue(id)) + "s", content, Wire.PhotoView, cancellationToken),
                cancellationToken),
            Wire.PhotoView,
            (photo, _) => Console.WriteLine(photo.Id));
    }

    private static Command List()
    {
        var id = PlantCommand.Id();
        return new Command("list", "Lists a plant's pictures, the newest first.") { id }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PathOf(result.GetRequiredValue(id)) + "s", Wire.PhotoViewArray, cancellationToken),
            Wire.PhotoViewArray,
            (photos, _) =>
            {
                foreach (var photo in photos) Console.WriteLine(
                    $"{photo.Id}  {(photo.At is { } at ? LocalTime.Of(at) : "")}  {photo.By}");
            });
    }

    private static Command Save()
    {
        var id = PlantCommand.Id();
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; one that is there is left alone." };
        var force = new Option<bool>("--force") { Description = "Replaces a file that is there." };
        var command = new Command("save", "Saves a plant's picture to a file.") { id, file, force };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var gateway = new LocalGateway(Verb.DirectoryOf(result));
            var answer = await gateway.Open(PathOf(result.GetRequiredValue(id)), cancellationToken);
            if (answer.Value is null) return await Refuse(answer.Problem);
            try
            {
                await using var into = new OutputFile(result.GetRequiredValue(file).FullName, result.GetValue(force));
                await answer.Value.CopyToAsync(into.Stream, cancellationToken);
                into.Keep();
                return 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return await Refuse(exception.Message);
            }
        });
        return command;
    }

    private static Command Remove()
    {
        var id = PlantCommand.Id();
        return new Command("remove", "Takes a plant's picture away.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Delete(PathOf(result.GetRequiredValue(id)), Wire.PlantView, cancellationToken),
            Wire.PlantView,
            (plant, _) => Console.WriteLine($"{plant.Name} has no picture."));
    }

    // Refused here where it is too large: the gateway would not even read it.
    private static async Task<LocalAnswer<T>> Send<T>(
        FileInfo file, Func<HttpContent, Task<LocalAnswer<T>>> send, CancellationToken cancellationToken)
        where T : class
    {
        if (file.Length > PlantPhoto.MaxBytes)
            return new(null,
                $"'{file.Name}' has {file.Length / 1024} KiB; a picture may have {PlantPhoto.MaxBytes / 1024}. Make it smaller.");
        try
        {
            var data = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            return await send(new ByteArrayContent(data));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, exception.Message);
        }
    }

    private static string PathOf(string id) => PlantCommand.PathOf(id, "/photo");

    private static async Task<int> Refuse(string? problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Failed;
    }
}
