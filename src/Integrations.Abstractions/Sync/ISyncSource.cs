namespace Integrations.Abstractions;

/// <summary>Reads one stream of any account of one vendor. Implementations hold no state of a run: everything that continues a read is in the cursor.</summary>
public interface ISyncSource
{
    /// <summary>What the stream is and what it can do.</summary>
    SyncStreamDescriptor Descriptor { get; }

    /// <summary>Why the stream cannot be read as the host is set up: a sentence that names the options to set. Null, as by default, when it can.</summary>
    string? NotConfigured => null;

    /// <summary>
    /// How many records <see cref="ReadByIdsAsync"/> reads at once. 100, as by default, where each is asked for; more where they are looked up in a list that is read whole, so that many cost one read of it.
    /// </summary>
    int IdsPerRead => 100;

    /// <summary>Turns this stream's records into rows.</summary>
    IRowMapper Mapper { get; }

    /// <summary>
    /// Reads pages until the read is complete. A request whose cursor stands within a read continues that read. The enumeration may be abandoned between any two pages.
    /// A page is asked for when the caller moves to it, not ahead: that moment is its place in the read order (invariant I4).
    /// </summary>
    /// <exception cref="IntegrationException">The vendor refused, was unavailable or answered something that is not a page.</exception>
    IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads the named records. A record that the vendor does not report any more comes back as a <see cref="SyncOperation.Delete"/>.</summary>
    /// <param name="account">The account to read.</param>
    /// <param name="ids">At most <see cref="IdsPerRead"/> identifiers.</param>
    /// <param name="tally">Counts the requests. Null when nobody counts.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a record of a stored payload, as if it had just been read. No request is sent. Null, as by default, when the payload alone does not make the record because another answer of the
    /// vendor belongs to it; such a record has to be read again.
    /// </summary>
    /// <param name="id">The identifier under which it was stored. Null where it had none.</param>
    /// <param name="payload">The bytes as received, UTF-8.</param>
    /// <exception cref="IntegrationProtocolException">The payload is not one record.</exception>
    SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    /// <summary>The vendor's own count. Null when the vendor has neither a total nor counters to derive one from.</summary>
    Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default);

    /// <summary>All identifiers by the cheapest read that the vendor offers, in pages. The enumeration may be abandoned between any two pages.</summary>
    /// <param name="account">The account to read.</param>
    /// <param name="cursor">Where to continue: <see cref="KeyPage.Next"/> of the last page that was kept. Null to begin.</param>
    /// <param name="tally">Counts the requests. Null when nobody counts.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    IAsyncEnumerable<KeyPage> ReadKeys(AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, CancellationToken cancellationToken = default);
}
