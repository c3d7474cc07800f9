using System.Buffers;
using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Text.Json;
using Integrations.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>Takes one delivery: whose it is, whether it is the vendor's, what it says, then the commit, and only then the 2xx (invariant I11).</summary>
internal sealed class WebhookEndpoint(
    IEnumerable<IWebhookReader> readers,
    IWebhookArrivalStore arrivals,
    WebhookTokenCache tokens,
    WebhookLimits limits,
    WebhookMetrics metrics,
    IOptions<WebhookEndpointOptions> options,
    TimeProvider time,
    ILogger<WebhookEndpoint> logger)
{
    public const string VendorParameter = "vendor";
    public const string TokenParameter = "token";

    private readonly FrozenDictionary<string, IWebhookReader> _readers = readers.ToFrozenDictionary(static r => r.Vendor, StringComparer.Ordinal);
    private readonly WebhookEndpointOptions _options = options.Value;

    public async Task HandleAsync(HttpContext context)
    {
        long started = time.GetTimestamp();
        string vendor = context.Request.RouteValues[VendorParameter] as string ?? "";
        string token = context.Request.RouteValues[TokenParameter] as string ?? "";
        HideToken(context, vendor);
        if (!_readers.TryGetValue(vendor, out IWebhookReader? reader))
        {
            // Not the sender's word: it would become a tag of the metric.
            vendor = "unknown";
        }

        WebhookOutcome outcome;
        try
        {
            outcome = await TakeAsync(context, reader, token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IntegrationException or TimeoutException)
        {
            AspNetCoreLog.NotTaken(logger, null, vendor, e.Message);
            outcome = WebhookOutcome.Unavailable;
        }
        catch (Exception e) when (e is not (BadHttpRequestException or IOException or OperationCanceledException))
        {
            AspNetCoreLog.NotTaken(logger, e, vendor, e.GetType().Name);
            outcome = WebhookOutcome.Unavailable;
        }

        context.Response.StatusCode = outcome.Status;
        if (outcome == WebhookOutcome.Throttled || outcome == WebhookOutcome.Unavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        metrics.Answered(vendor, outcome, time.GetElapsedTime(started));
    }

    private async ValueTask<WebhookOutcome> TakeAsync(HttpContext context, IWebhookReader? reader, string token)
    {
        (WebhookOutcome refused, AccountRef account) = await RecogniseAsync(context, reader, token).ConfigureAwait(false);
        if (reader is null || refused != default)
        {
            return refused;
        }

        if (!limits.MayDeliver(account))
        {
            AspNetCoreLog.Throttled(logger, account);
            return WebhookOutcome.Throttled;
        }

        if (await ReadBodyAsync(context.Request, _options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            AspNetCoreLog.TooLarge(logger, account, _options.MaxBodyBytes);
            return WebhookOutcome.TooLarge;
        }

        WebhookDelivery delivery = new() { Account = account, Body = body, Headers = new RequestHeaders(context.Request.Headers), ReceivedAt = time.GetUtcNow() };
        WebhookVerdict verdict = reader.Verify(delivery);
        if (verdict == WebhookVerdict.Invalid)
        {
            AspNetCoreLog.BadSignature(logger, account);
            return WebhookOutcome.BadSignature;
        }

        WebhookEvent? read = Read(reader, delivery, verdict);
        if (read is null && (verdict != WebhookVerdict.Valid || !IsJson(body)))
        {
            AspNetCoreLog.Unreadable(logger, account);
            return WebhookOutcome.Unreadable;
        }

        return await StoreAsync(delivery, read, verdict).ConfigureAwait(false);
    }

    /// <summary>Whose token it is. A stranger who tries many is turned away before the database is asked.</summary>
    private async ValueTask<(WebhookOutcome Refused, AccountRef Account)> RecogniseAsync(HttpContext context, IWebhookReader? reader, string token)
    {
        bool isKnown = reader is not null && WebhookTokens.IsToken(token) && tokens.IsKnown(reader.Vendor, token);
        if (!isKnown && !limits.MayTry(context.Connection.RemoteIpAddress))
        {
            return (WebhookOutcome.Throttled, default);
        }

        if (reader is not null && WebhookTokens.IsToken(token) && await tokens.FindAsync(reader.Vendor, token).ConfigureAwait(false) is { } found)
        {
            return (default, found.Account);
        }

        limits.CountTry(context.Connection.RemoteIpAddress);
        AspNetCoreLog.UnknownToken(logger, reader?.Vendor ?? "an unknown vendor");
        return (WebhookOutcome.UnknownToken, default);
    }

    private WebhookEvent? Read(IWebhookReader reader, WebhookDelivery delivery, WebhookVerdict verdict)
    {
        try
        {
            return reader.Read(delivery.Body);
        }
        catch (IntegrationProtocolException e)
        {
            if (verdict == WebhookVerdict.Valid)
            {
                AspNetCoreLog.NotUnderstood(logger, delivery.Account, e.Message);
            }

            return null;
        }
    }

    private async ValueTask<WebhookOutcome> StoreAsync(WebhookDelivery delivery, WebhookEvent? read, WebhookVerdict verdict)
    {
        WebhookArrival arrival = new()
        {
            Account = delivery.Account,
            ReceivedAt = delivery.ReceivedAt,
            Body = delivery.Body,
            Event = read,
            Headers = Stored(delivery.Headers),
            IsSigned = verdict == WebhookVerdict.Valid,
        };

        // Not with the request's token: what the vendor has sent is stored even if it no longer waits.
        switch (await arrivals.StoreAsync(arrival).WaitAsync(_options.AnswerTimeout, time).ConfigureAwait(false))
        {
            case WebhookReceipt.Stored:
                return WebhookOutcome.Stored;
            case WebhookReceipt.Duplicate:
                return WebhookOutcome.Duplicate;
            case WebhookReceipt.AccountGone:
                tokens.Forget(delivery.Account);
                return WebhookOutcome.UnknownToken;
            default:
                AspNetCoreLog.Unreadable(logger, delivery.Account);
                return WebhookOutcome.Unreadable;
        }
    }

    private Dictionary<string, string> Stored(IReadOnlyDictionary<string, string> headers)
    {
        Dictionary<string, string> kept = new(_options.StoredHeaders.Count, StringComparer.OrdinalIgnoreCase);
        foreach (string name in _options.StoredHeaders)
        {
            if (headers.TryGetValue(name, out string? value))
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    /// <summary>The body, read no further than the limit whatever its length is said to be. Null when it is larger.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        ArrayBufferWriter<byte> body = new((int)Math.Clamp(request.ContentLength ?? 0, 256, limit));
        while (true)
        {
            ReadResult result = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (body.WrittenCount + result.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                return null;
            }

            foreach (ReadOnlyMemory<byte> segment in result.Buffer)
            {
                body.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return body.WrittenMemory;
            }
        }
    }

    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The path holds a secret: it must not reach a trace (invariant I14).</summary>
    private static void HideToken(HttpContext context, string vendor)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            string path = $"{context.Request.PathBase}/{vendor}/…";
            foreach (KeyValuePair<string, object?> tag in activity.TagObjects.Where(static t => t.Key is "url.path" or "url.full" or "http.target" or "http.url").ToArray())
            {
                activity.SetTag(tag.Key, path);
            }
        }
    }
}
