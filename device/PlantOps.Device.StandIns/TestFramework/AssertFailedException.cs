namespace TestFrameworkShared;

public class AssertFailedException : Exception
{
    internal AssertFailedException(string message)
        : base(message)
    {
    }
}
