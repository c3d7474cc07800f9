namespace Integrations.Rezen;

/// <summary>A team of which nothing is read: its text is what is wanted.</summary>
internal sealed record RezenTeamAnswer;
