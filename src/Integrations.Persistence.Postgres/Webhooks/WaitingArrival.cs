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

    /// <summary>What makes a second delivery of the same event a duplicate: the event's id or, without one, the body. The first byte keeps the two kinds apart.</summary>
    public byte[] DedupeKey => field ??= Arrival.Event?.EventId is { } id ? SHA256.HashData(Encoding.UTF8.GetBytes("e" + id)) : SHA256.HashData([(byte)'b', .. BodyHash]);

    public Task<WebhookReceipt> Done => _done.Task;

    public void Settle(WebhookReceipt receipt) => _done.TrySetResult(receipt);

    public void Fail(Exception error) => _done.TrySetException(error);
}
