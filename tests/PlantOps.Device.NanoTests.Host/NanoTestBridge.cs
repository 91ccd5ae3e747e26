using System;
using System.Linq;
using System.Reflection;
using Xunit;
using NanoClass = nanoFramework.TestFramework.TestClassAttribute;
using NanoMethod = nanoFramework.TestFramework.TestMethodAttribute;

namespace PlantOps.Device.NanoTests.Host;

/// <summary>Runs every method that nanoFramework's own runner would run, each as a case of its own.</summary>
public sealed class NanoTestBridge
{
    public static TheoryData<string, string> Tests()
    {
        var tests = new TheoryData<string, string>();
        foreach (var type in typeof(NanoTestBridge).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<NanoClass>() != null))
        {
            foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<NanoMethod>() != null))
            {
                tests.Add(type.FullName!, method.Name);
            }
        }

        return tests;
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Run_TestForTheDevice_Passes(string type, string method)
    {
        var test = Type.GetType(type)!;
        test.GetMethod(method)!.Invoke(Activator.CreateInstance(test), BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
