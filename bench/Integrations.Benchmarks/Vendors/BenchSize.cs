namespace Integrations.Benchmarks;

/// <summary>What a simulator is to hold. What it is in numbers, is the vendor's.</summary>
internal enum BenchSize
{
    /// <summary>A little of everything.</summary>
    WarmUp,

    /// <summary>The accounts of the simulator's size S.</summary>
    S,

    /// <summary>The accounts of the simulator's size M.</summary>
    M,

    /// <summary>The accounts of the simulator's size L.</summary>
    L,

    /// <summary>One account whose full read and delta are compared.</summary>
    Delta,

    /// <summary>One account with 20,000 records of the stream of <see cref="BenchVendor.MemoryEntity"/>.</summary>
    MemorySmall,

    /// <summary>One account with 167,000 of them.</summary>
    MemoryLarge,
}
