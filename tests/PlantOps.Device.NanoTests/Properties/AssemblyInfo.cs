using System.Reflection;

[assembly: AssemblyTitle("PlantOps tests")]
[assembly: AssemblyProduct("PlantOps")]
[assembly: AssemblyVersion("0.1.0.0")]
