using Xunit.Sdk;
using Xunit.v3;

// Each test runs programs that use all processors.
[assembly: Parallelization(Mode = ParallelMode.None)]
