namespace PlantOps.Gateway.Doctor.Machine;

/// <summary>Whether this process runs in a container, which sees neither the machine's name nor its address.</summary>
internal static class Container
{
    private static readonly string[] Marks = ["/.dockerenv", "/run/.containerenv"];

    /// <summary>Docker and Podman put a file there; others set the variable <c>container</c>, as systemd has it.</summary>
    public static bool IsAround() =>
        Marks.Any(File.Exists) ||
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("container")) ||
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"));
}
