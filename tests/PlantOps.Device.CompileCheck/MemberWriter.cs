using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using PlantOps.Device.CompileCheck.Listing;

namespace PlantOps.Device.CompileCheck;

/// <summary>Writes the members of a type into metadata: fields, methods, and the properties and events made of them.</summary>
internal sealed class MemberWriter(
    MetadataBuilder metadata,
    ApiListing listing,
    Shapes shapes,
    SignatureWriter signatures,
    Func<string, string[], EntityHandle> attribute)
{
    private const MethodAttributes Slot = MethodAttributes.Virtual | MethodAttributes.NewSlot;

    public void Add(ListedType type, TypeDefinitionHandle handle, bool isInterface)
    {
        var ordinal = 0;
        foreach (var field in type.Members.Where(member => !member.IsMethod)) AddField(type, field, ref ordinal);
        var listed = type.Members.Where(member => member.IsMethod);
        Method[] methods = [.. listed.Select(method => AddMethod(type, method, isInterface))];
        AddProperties(handle, methods);
        AddEvents(handle, methods);
    }

    private void AddField(ListedType type, ListedMember field, ref int ordinal)
    {
        var like = shapes.Member(type.Name, field) as IFieldSymbol;
        var attributes = Access(like) == MethodAttributes.Family ? FieldAttributes.Family : FieldAttributes.Public;
        object? value = null;
        if (type.IsEnum && field.Name == "value__") attributes |= FieldAttributes.SpecialName | FieldAttributes.RTSpecialName;
        else if (type.IsEnum)
        {
            // A value that is not known differs from its neighbours at least.
            value = like?.ConstantValue ?? ordinal++;
            var underlying = type.Members.Find(one => one.Name == "value__")!.Result;
            value = Convert.ChangeType(value, Type.GetType(underlying)!, CultureInfo.InvariantCulture);
        }
        else if (like is { HasConstantValue: true }) value = like.ConstantValue;

        if (value != null) attributes |= FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault;
        else if (!type.IsEnum && (like?.IsStatic ?? shapes.IsStatic(type, field))) attributes |= FieldAttributes.Static;
        if (like is { IsReadOnly: true }) attributes |= FieldAttributes.InitOnly;
        var signature = metadata.GetOrAddBlob(signatures.Field(field.Result));
        var handle = metadata.AddFieldDefinition(attributes, Text(field.Name), signature);
        if (value != null) metadata.AddConstant(handle, value);
    }

    private Method AddMethod(ListedType type, ListedMember method, bool isInterface)
    {
        var like = shapes.Member(type.Name, method) as IMethodSymbol;
        var isStatic = !isInterface && (like?.IsStatic ?? shapes.IsStatic(type, method));
        var attributes = Access(like) | MethodAttributes.HideBySig;
        if (isInterface) attributes |= Slot | MethodAttributes.Abstract;
        else if (isStatic) attributes |= MethodAttributes.Static;
        else attributes |= Dispatch(type, method, like);
        if (method.Name is ".ctor") attributes |= MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        else if (IsAccessor(method.Name)) attributes |= MethodAttributes.SpecialName;

        var first = MetadataTokens.ParameterHandle(metadata.GetRowCount(TableIndex.Param) + 1);
        for (var index = 0; index < method.Parameters!.Length; index++) AddParameter(like?.Parameters[index], index);
        var code = type.IsDelegate ? MethodImplAttributes.Runtime : MethodImplAttributes.IL;
        var signature = metadata.GetOrAddBlob(signatures.Method(method.Parameters, method.Result, isStatic));
        var added = metadata.AddMethodDefinition(attributes, code, Text(method.Name), signature, bodyOffset: -1, first);
        return new Method(method, added, isStatic);
    }

    private MethodAttributes Dispatch(ListedType type, ListedMember method, IMethodSymbol? like)
    {
        if (method.Name == ".ctor") return 0;
        if (type.IsDelegate) return Slot;
        var isAbstract = like is { IsAbstract: true } ? MethodAttributes.Abstract : 0;
        if (like is { IsOverride: true } || listing.Overrides(type, method)) return MethodAttributes.Virtual | isAbstract;
        return like is { IsVirtual: true } or { IsAbstract: true } ? Slot | isAbstract : 0;
    }

    private void AddParameter(IParameterSymbol? like, int index)
    {
        var attributes = like?.RefKind == RefKind.Out ? ParameterAttributes.Out : 0;
        var isOptional = like is { HasExplicitDefaultValue: true };
        if (isOptional) attributes |= ParameterAttributes.Optional | ParameterAttributes.HasDefault;
        var parameter = metadata.AddParameter(attributes, Text(like?.Name ?? "arg" + index), index + 1);
        if (isOptional) metadata.AddConstant(parameter, like!.ExplicitDefaultValue);
        if (like is { IsParams: true }) AddAttribute(parameter, "System.ParamArrayAttribute", [], _ => { });
    }

    private void AddProperties(TypeDefinitionHandle type, Method[] methods)
    {
        var properties = new Dictionary<string, PropertyDefinitionHandle>(StringComparer.Ordinal);
        foreach (var (method, handle, isStatic) in methods.OrderBy(one => one.Listed.Name, StringComparer.Ordinal))
        {
            var isGetter = method.Name.StartsWith("get_", StringComparison.Ordinal);
            if (!isGetter && !method.Name.StartsWith("set_", StringComparison.Ordinal)) continue;
            var parameters = isGetter ? method.Parameters! : method.Parameters![..^1];
            var key = $"{method.Name[4..]}({string.Join(',', parameters)})";
            if (!properties.TryGetValue(key, out var property))
            {
                var signature = signatures.Property(parameters, isGetter ? method.Result : method.Parameters![^1], isStatic);
                property = metadata.AddProperty(0, Text(method.Name[4..]), metadata.GetOrAddBlob(signature));
                if (properties.Count == 0) metadata.AddPropertyMap(type, property);
                properties[key] = property;
                if (parameters.Length > 0) AddIndexer(type, method.Name[4..]);
            }

            var part = isGetter ? MethodSemanticsAttributes.Getter : MethodSemanticsAttributes.Setter;
            metadata.AddMethodSemantics(property, part, handle);
        }
    }

    private void AddIndexer(TypeDefinitionHandle type, string name) => AddAttribute(
        type, "System.Reflection.DefaultMemberAttribute", ["System.String"], argument => argument.WriteSerializedString(name));

    private void AddEvents(TypeDefinitionHandle type, Method[] methods)
    {
        var first = true;
        foreach (var (method, handle, _) in methods)
        {
            if (!method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Parameters is not [var kind]) continue;
            var remover = Array.Find(methods, one => one.Listed.Signature == $"remove_{method.Name[4..]}({kind})");
            if (remover == null) continue;
            var added = metadata.AddEvent(0, Text(method.Name[4..]), signatures.Handle(kind));
            if (first) metadata.AddEventMap(type, added);
            first = false;
            metadata.AddMethodSemantics(added, MethodSemanticsAttributes.Adder, handle);
            metadata.AddMethodSemantics(added, MethodSemanticsAttributes.Remover, remover.Handle);
        }
    }

    private void AddAttribute(EntityHandle parent, string name, string[] parameters, Action<BlobBuilder> arguments)
    {
        var blob = new BlobBuilder();
        blob.WriteUInt16(1);
        arguments(blob);
        blob.WriteUInt16(0);
        metadata.AddCustomAttribute(parent, attribute(name, parameters), metadata.GetOrAddBlob(blob));
    }

    private static bool IsAccessor(string name) => name.StartsWith("get_", StringComparison.Ordinal)
        || name.StartsWith("set_", StringComparison.Ordinal) || name.StartsWith("add_", StringComparison.Ordinal)
        || name.StartsWith("remove_", StringComparison.Ordinal) || name.StartsWith("op_", StringComparison.Ordinal);

    private static MethodAttributes Access(ISymbol? like) => like?.DeclaredAccessibility switch
    {
        Accessibility.Protected or Accessibility.ProtectedAndInternal => MethodAttributes.Family,
        Accessibility.ProtectedOrInternal => MethodAttributes.Family,
        _ => MethodAttributes.Public,
    };

    private StringHandle Text(string text) => metadata.GetOrAddString(text);

    private sealed record Method(ListedMember Listed, MethodDefinitionHandle Handle, bool IsStatic);
}
