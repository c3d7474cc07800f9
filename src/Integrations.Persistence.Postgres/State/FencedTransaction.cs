using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>A transaction that began by proving its lease: the stream's state row is locked and still carries the lease's owner and fencing number (invariant I2).</summary>
internal sealed class FencedTransaction
{
    public required NpgsqlConnection Connection { get; init; }

    public required NpgsqlTransaction Transaction { get; init; }

    /// <summary>When the connection's session makes its plans anew.</summary>
    public required SessionPlans Plans { get; init; }

    public required SyncLease Lease { get; init; }

    public required StreamTables Stream { get; init; }

    /// <summary>Time of the transaction, by the host's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True while a full read writes down what it has seen.</summary>
    public required bool SweepTracked { get; init; }

    /// <summary>When the read under way began. Null when none is.</summary>
    public required DateTimeOffset? ReadStartedAt { get; init; }

    /// <summary>The host's user of the account. Null when none.</summary>
    public required long? UserId { get; init; }

    /// <summary>True when records of the stream are kept aside, so that one read well now may settle an earlier reject.</summary>
    public required bool HasRejects { get; init; }

    /// <summary>True when the stream's other writer, main run or live lease, is at work: it may hold records that it asked for before this transaction's were asked for, or after.</summary>
    public required bool HasOtherWriter { get; init; }

    /// <summary>True when records of the stream were found to be gone before the mirror had them.</summary>
    public required bool HasGone { get; init; }

    public long AccountId => Lease.Account.Id.Value;

    /// <summary>When a record was asked for; see <see cref="MappedRecord.AskedAt"/>.</summary>
    public DateTimeOffset Asked(DateTimeOffset? askedAt) => (askedAt ?? Now).ToUniversalTime();

    /// <summary>Vendor, account and entity as parameters.</summary>
    public NpgsqlParameter[] StreamKey() => [Parameter.Text(Lease.Stream.Vendor), Parameter.BigInt(AccountId), Parameter.Text(Lease.Stream.Entity)];
}
