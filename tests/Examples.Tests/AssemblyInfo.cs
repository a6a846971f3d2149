// Each test runs programs that use all processors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
