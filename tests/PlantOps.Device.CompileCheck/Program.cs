// Compiles nanoFramework projects against reference assemblies made from a listing of the libraries' public surface.
using PlantOps.Device.CompileCheck;
using PlantOps.Device.CompileCheck.Listing;

string? folder = null;
List<string> standIns = [], projects = [];
for (var index = 0; index < args.Length; index++)
{
    if (args[index] == "-api" && index + 1 < args.Length) folder = args[++index];
    else if (args[index] == "-like" && index + 1 < args.Length) standIns.Add(args[++index]);
    else projects.Add(args[index]);
}

if (folder == null || projects.Count == 0)
{
    Console.Error.WriteLine("usage: PlantOps.Device.CompileCheck -api FOLDER [-like STANDINS.dll]… PROJECT.nfproj…");
    return 2;
}

var compiler = new ProjectCompiler(new ApiListing(folder), new Shapes(standIns));
var failed = false;
foreach (var project in projects.Select(path => new NanoProject(path)))
{
    var errors = compiler.Compile(project);
    foreach (var error in errors) Console.WriteLine(error);
    var counts = $"{project.Sources().Count} sources, {project.References.Length} references, {errors.Count} errors";
    Console.WriteLine($"{Path.GetFileName(project.Path)}: {counts}");
    failed |= errors.Count > 0;
}

return failed ? 1 : 0;
