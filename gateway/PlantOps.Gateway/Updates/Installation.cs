using System.Runtime.InteropServices;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// Programs beside each other, a directory a version, and the link <c>current</c> by which the service starts one of them:
/// <c>/opt/plantops/0.2.0/plantops</c>. The link is replaced by a rename: there is always one, and it always leads somewhere.
/// </summary>
internal sealed partial class Installation(string root)
{
    public const string ProgramName = "plantops";

    private const string CurrentName = "current";
    private const string PreviousName = "previous";

    public string Root => root;

    /// <summary>The version that the service starts.</summary>
    public string Current => Target(CurrentName)!;

    /// <summary>The version that it started before; <see langword="null"/> where there was none.</summary>
    public string? Previous => Target(PreviousName);

    /// <summary>The installation that a program belongs to; <see langword="null"/> where it came otherwise, as by apt.</summary>
    public static Installation? Of(string? program)
    {
        if (program is null) return null;
        var found = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(program)));
        return found is not null && new FileInfo(Path.Combine(found, CurrentName)).LinkTarget is not null
            ? new Installation(found) : null;
    }

    public string Program(string version) => Path.Combine(root, version, ProgramName);

    public string DirectoryOf(string version) => Path.Combine(root, version);

    /// <summary>From now on the service starts this version.</summary>
    public void Switch(string version)
    {
        var before = Current;
        if (before == version) return;
        Link(version, before);
    }

    /// <summary>From now on the service starts one version, and another is the one to go back to, if any.</summary>
    public void Link(string current, string? previous)
    {
        if (previous is null) File.Delete(Path.Combine(root, PreviousName));
        else Replace(PreviousName, previous);
        Replace(CurrentName, current);
    }

    private string? Target(string name) => new FileInfo(Path.Combine(root, name)).LinkTarget;

    private void Replace(string name, string version)
    {
        var beside = Path.Combine(root, $".{name}.new");
        File.Delete(beside);
        File.CreateSymbolicLink(beside, version);
        if (Rename(beside, Path.Combine(root, name)) != 0)
            throw new IOException($"{Path.Combine(root, name)}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        FileSync.Directory(root);
    }

    // .NET's own follows the link, and replaces no link to a directory.
    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
