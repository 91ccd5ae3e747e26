using TestFrameworkShared;

namespace nanoFramework.TestFramework;

/// <summary>nanoFramework's assertions: the part of them that the tests for both worlds use.</summary>
public sealed class Assert
{
    private Assert()
    {
    }

    public static void IsTrue(bool condition, string message = "")
    {
        if (!condition) Fail("it is false", message);
    }

    public static void IsFalse(bool condition, string message = "")
    {
        if (condition) Fail("it is true", message);
    }

    public static void IsNull(object? value, string message = "")
    {
        if (value != null) Fail($"it is {value}", message);
    }

    public static void IsNotNull(object? value, string message = "")
    {
        if (value == null) Fail("it is null", message);
    }

    public static void AreEqual(bool expected, bool actual, string message = "") => Compare(expected, actual, message);

    public static void AreEqual(int expected, int actual, string message = "") => Compare(expected, actual, message);

    public static void AreEqual(long expected, long actual, string message = "") => Compare(expected, actual, message);

    public static void AreEqual(double expected, double actual, string message = "") => Compare(expected, actual, message);

    public static void AreEqual(string? expected, string? actual, string message = "") => Compare(expected, actual, message);

    private static void Compare(object? expected, object? actual, string message)
    {
        if (!Equals(expected, actual)) Fail($"{expected ?? "null"} was expected, it is {actual ?? "null"}", message);
    }

    private static void Fail(string what, string message) => throw new AssertFailedException($"{what}. {message}");
}
