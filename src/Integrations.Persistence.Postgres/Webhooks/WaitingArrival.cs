using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>A delivery that waits for its commit.</summary>
internal sealed class WaitingArrival(WebhookArrival arrival)
{
    private readonly TaskCompletionSource<WebhookReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookArrival Arrival { get; } = arrival;

    public byte[] BodyHash { get; } = SHA256.HashData(arrival.Body.Span);

    /// <summary>
    /// What makes a second delivery of the same event a duplicate: the event's id or, without one, the body. A body that does not tell its event's time either is the same for every change of a
    /// record, so that only what comes within a second is the same event. The first byte keeps the kinds apart.
    /// </summary>
    public byte[] DedupeKey => field ??= SHA256.HashData(Arrival.Event switch
    {
        { EventId: { } id } => Encoding.UTF8.GetBytes("e" + id),
        { CreatedAt: null, Ids.Count: > 0 } => [(byte)'s', .. BodyHash, .. BitConverter.GetBytes(Arrival.ReceivedAt.ToUnixTimeSeconds())],
        _ => [(byte)'b', .. BodyHash],
    });

    public Task<WebhookReceipt> Done => _done.Task;

    public void Settle(WebhookReceipt receipt) => _done.TrySetResult(receipt);

    public void Fail(Exception error) => _done.TrySetException(error);
}
