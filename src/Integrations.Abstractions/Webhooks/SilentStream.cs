namespace Integrations.Abstractions;

/// <summary>A stream whose changes no webhook announces.</summary>
/// <param name="Account">The account.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Since">When a delta first stored changes that no webhook had announced.</param>
/// <param name="Changes">Records that deltas have inserted or updated since.</param>
/// <param name="LastWebhookAt">When the stream's last webhook came. Null when none ever has.</param>
public sealed record SilentStream(AccountRef Account, StreamName Stream, DateTimeOffset Since, long Changes, DateTimeOffset? LastWebhookAt);
