namespace Integrations.Abstractions;

/// <summary>How a finding was settled.</summary>
public enum FindingResolution
{
    /// <summary>The record was read by id and is in the mirror as the vendor has it, or the two agreed by themselves.</summary>
    Stored,

    /// <summary>The vendor says that the record is gone; the mirror row is marked as deleted.</summary>
    Deleted,

    /// <summary>An extra row whose record the vendor reports after all. It stays.</summary>
    Returned,

    /// <summary>The record cannot be read, mapped or stored; it is kept aside with its payload and a reason.</summary>
    Rejected,

    /// <summary>The vendor listed the record but does not report it by id; there is no mirror row.</summary>
    Absent,
}
