namespace Integrations.Simulators;

/// <summary>A deal of Follow Up Boss as reZEN has it. Stamps are unix milliseconds.</summary>
internal sealed record RezenSharedDeal(string Street, decimal Price, long Created, long ClosingDay, RezenPerson? Client);
