namespace Integrations.Abstractions;

/// <summary>Turns a stream's records into rows. Pure: no I/O, no clock. Total: every record becomes a row or a reject with a reason, never an exception.</summary>
public interface IRowMapper
{
    /// <summary>Maps one record.</summary>
    MappedRecord Map(SyncRecord record, AccountInfo account);
}
