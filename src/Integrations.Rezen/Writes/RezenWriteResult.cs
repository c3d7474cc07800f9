using System.Text.Json;

namespace Integrations.Rezen;

/// <summary>
/// The answer to a write. The vendor may do a write and say in the same answer what is wrong with the outcome, for example with the ledger: look at <see cref="Errors"/> also after success.
/// </summary>
/// <typeparam name="T">What the write makes or changes.</typeparam>
public sealed record RezenWriteResult<T>
    where T : class
{
    /// <summary>The record after the write. Null when the answer holds none.</summary>
    public T? Value { get; init; }

    /// <summary>Identifier of the record. Null when the answer names none.</summary>
    public string? Id { get; init; }

    /// <summary>What is wrong with the outcome (<c>errors</c>, <c>builderErrors</c>), as the vendor wrote it. May hold customer data. Empty when nothing is.</summary>
    public IReadOnlyList<JsonElement> Errors { get; init; } = [];

    /// <summary>What the vendor warns of (<c>transactionWarnings</c>), as it wrote it. May hold customer data. Empty when there is nothing.</summary>
    public IReadOnlyList<JsonElement> Warnings { get; init; } = [];

    /// <summary>True when the vendor did the write and finds something wrong with it, or warns.</summary>
    public bool HasProblems => Errors.Count > 0 || Warnings.Count > 0;
}
