using Mono.Cecil;
using PlantOps.HeapCounter;

// PlantOps.HeapCounter ASSEMBLY…: these count what they allocate from now on.
string[] own = [.. args.Select(path => Path.GetFileNameWithoutExtension(path)!)];
using var resolver = new DefaultAssemblyResolver();
resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
foreach (var path in args)
{
    resolver.AddSearchDirectory(Path.GetDirectoryName(path));
    using var assembly = AssemblyDefinition.ReadAssembly(
        new MemoryStream(File.ReadAllBytes(path)), new ReaderParameters { AssemblyResolver = resolver });
    new Instrumentation(assembly.MainModule, own).Run();
    using var written = new MemoryStream();
    assembly.Write(written);
    File.WriteAllBytes(path, written.ToArray());
}
