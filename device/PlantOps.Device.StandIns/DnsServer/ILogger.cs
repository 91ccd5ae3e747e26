namespace Microsoft.Extensions.Logging;

/// <summary>What nanoFramework's libraries log to, where they are given one.</summary>
public interface ILogger
{
}
