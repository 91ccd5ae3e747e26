using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PlantOps.Device.CompileCheck;

/// <summary>Writes the listing's names of types into signatures of metadata.</summary>
/// <param name="find">The handle of a type, and whether it is a value type.</param>
internal sealed class SignatureWriter(Func<string, (EntityHandle Handle, bool IsValueType)> find)
{
    public BlobBuilder Method(string[] parameters, string result, bool isStatic)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).MethodSignature(isInstanceMethod: !isStatic)
            .Parameters(parameters.Length, to => Return(to, result), to => Parameters(to, parameters));
        return blob;
    }

    public BlobBuilder Property(string[] parameters, string type, bool isStatic)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).PropertySignature(isInstanceProperty: !isStatic)
            .Parameters(parameters.Length, to => Return(to, type), to => Parameters(to, parameters));
        return blob;
    }

    public BlobBuilder Field(string type)
    {
        var blob = new BlobBuilder();
        Type(new BlobEncoder(blob).Field().Type(), type);
        return blob;
    }

    /// <summary>The type itself, where metadata names it outside a signature.</summary>
    public EntityHandle Handle(string type) => find(type).Handle;

    private void Return(ReturnTypeEncoder to, string type)
    {
        if (type == "System.Void") to.Void();
        else Type(to.Type(isByRef: type.EndsWith('&')), type.TrimEnd('&'));
    }

    private void Parameters(ParametersEncoder to, string[] types)
    {
        foreach (var type in types) Type(to.AddParameter().Type(isByRef: type.EndsWith('&')), type.TrimEnd('&'));
    }

    private void Type(SignatureTypeEncoder to, string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal)) Type(to.SZArray(), type[..^2]);
        else if (type == "System.Void*") to.VoidPointer();
        else if (type.EndsWith('*')) Type(to.Pointer(), type[..^1]);
        else if (type.StartsWith('!')) to.GenericTypeParameter(int.Parse(type[1..], CultureInfo.InvariantCulture));
        else if (!Primitive(to, type))
        {
            var (handle, isValueType) = find(type);
            to.Type(handle, isValueType);
        }
    }

    private static bool Primitive(SignatureTypeEncoder to, string type)
    {
        switch (type)
        {
            case "System.Boolean": to.Boolean(); break;
            case "System.Char": to.Char(); break;
            case "System.SByte": to.SByte(); break;
            case "System.Byte": to.Byte(); break;
            case "System.Int16": to.Int16(); break;
            case "System.UInt16": to.UInt16(); break;
            case "System.Int32": to.Int32(); break;
            case "System.UInt32": to.UInt32(); break;
            case "System.Int64": to.Int64(); break;
            case "System.UInt64": to.UInt64(); break;
            case "System.Single": to.Single(); break;
            case "System.Double": to.Double(); break;
            case "System.String": to.String(); break;
            case "System.Object": to.Object(); break;
            case "System.IntPtr": to.IntPtr(); break;
            case "System.UIntPtr": to.UIntPtr(); break;
            default: return false;
        }

        return true;
    }
}
