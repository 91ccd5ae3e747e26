using Xunit.Sdk;
using Xunit.v3;

// Each test has processes and data directories of its own, or only reads what it shares, and mostly waits for them.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]
