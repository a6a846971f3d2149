using Xunit.Sdk;
using Xunit.v3;

// Tests that count the bytes of the whole process do not run beside others.
[assembly: Parallelization(Mode = ParallelMode.None)]
