namespace Integrations.Persistence.Postgres;

/// <summary>One migration: its name in the journal, for example <c>common/0001_types.sql</c>, and its text with the schema placeholder.</summary>
internal sealed record MigrationScript(string Name, string Text);
