using System;

namespace PlantOps.Device.Starting;

/// <summary>An exception as one line: every type and message from the outside in.</summary>
internal static class CrashText
{
    public static string Of(Exception exception)
    {
        string text = "crashed:";
        for (Exception? e = exception; e != null; e = e.InnerException)
        {
            text = string.Concat(text, " ", e.GetType().Name, string.Concat(" (", e.Message, ")"));
        }

        return text;
    }
}
