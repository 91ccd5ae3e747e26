using System.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace PlantOps.HeapCounter;

/// <summary>
/// Has an assembly report each object, array and boxed value that it makes, and each string and array that a library
/// made for it. Optimizing is switched off, so that a variable lives until its method ends, as in the interpreter.
/// </summary>
internal sealed class Instrumentation
{
    private readonly ModuleDefinition _module;
    private readonly string[] _own;
    private readonly MethodReference _allocated;
    private readonly MethodReference _suppress;

    /// <param name="module">What is changed.</param>
    /// <param name="own">Names of the assemblies that report by themselves.</param>
    public Instrumentation(ModuleDefinition module, string[] own)
    {
        _module = module;
        _own = own;
        _allocated = module.ImportReference(typeof(ManagedHeap).GetMethod(nameof(ManagedHeap.Allocated)));
        _suppress = module.ImportReference(typeof(ManagedHeap).GetMethod(nameof(ManagedHeap.SuppressFinalize)));
    }

    public void Run()
    {
        SwitchOptimizingOff();
        var methods = _module.GetTypes().SelectMany(type => type.Methods);
        foreach (var method in methods.Where(method => method.HasBody)) Instrument(method.Body);
    }

    private void SwitchOptimizingOff()
    {
        const DebuggableAttribute.DebuggingModes modes = DebuggableAttribute.DebuggingModes.Default
            | DebuggableAttribute.DebuggingModes.DisableOptimizations
            | DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints;
        var attributes = _module.Assembly.CustomAttributes;
        var olds = attributes.Where(attribute => attribute.AttributeType.Name == nameof(DebuggableAttribute)).ToArray();
        foreach (var old in olds) attributes.Remove(old);
        var modesType = _module.ImportReference(typeof(DebuggableAttribute.DebuggingModes));
        var attribute = new CustomAttribute(
            _module.ImportReference(typeof(DebuggableAttribute).GetConstructor([typeof(DebuggableAttribute.DebuggingModes)])));
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(modesType, (int)modes));
        attributes.Add(attribute);
    }

    private void Instrument(MethodBody body)
    {
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        foreach (var instruction in body.Instructions.ToArray())
        {
            if (IsSuppression(instruction)) instruction.Operand = _suppress;
            else if (Makes(instruction))
            {
                il.InsertAfter(instruction, il.Create(OpCodes.Call, _allocated));
                il.InsertAfter(instruction, il.Create(OpCodes.Dup));
            }
        }

        body.OptimizeMacros();
    }

    private bool Makes(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Newarr or Code.Box => true,
        Code.Newobj => !((MethodReference)instruction.Operand).DeclaringType.IsValueType,
        Code.Call or Code.Callvirt => IsLibrarys((MethodReference)instruction.Operand),
        _ => false,
    };

    private bool IsLibrarys(MethodReference method) =>
        (method.ReturnType.IsArray || method.ReturnType.FullName == "System.String")
        && method.DeclaringType.Scope is AssemblyNameReference scope && !_own.Contains(scope.Name);

    private static bool IsSuppression(Instruction instruction) =>
        instruction.Operand is MethodReference { Name: "SuppressFinalize", DeclaringType.FullName: "System.GC" };
}
