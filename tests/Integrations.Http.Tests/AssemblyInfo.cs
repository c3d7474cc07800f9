using Xunit.Sdk;
using Xunit.v3;

// The tests move a clock and let the thread pool come to rest between its steps, which others would disturb.
[assembly: Parallelization(Mode = ParallelMode.None)]
