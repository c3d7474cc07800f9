namespace Integrations.Testing;

/// <summary>Something that passes between a worker and one of its servers.</summary>
/// <param name="Kind">What passes.</param>
/// <param name="Moment">How far it has come.</param>
/// <param name="Text">SQL text of the statement, or request line.</param>
internal readonly record struct WireEvent(WireKind Kind, WireMoment Moment, string Text);
