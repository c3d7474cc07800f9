using System.Net;
using Polly.Timeout;

namespace Integrations.Http;

/// <summary>
/// Innermost handler: one request and its answer, received completely within the attempt timeout, so that a connection that breaks or stalls within a body is retried like any other.
/// Counts what was sent and received.
/// </summary>
internal sealed class ExchangeHandler(VendorHttp vendor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        VendorCall call = VendorCall.Required(request);
        call.Tally?.AddRequest();
        long started = vendor.Time.GetTimestamp();
        using CancellationTokenSource timeout = new(vendor.Options.AttemptTimeout, vendor.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        HttpResponseMessage? response = null;
        try
        {
            Delivery.Begin(request);
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> bytes = await ReceivedContent.ReceiveAsync(response.Content, vendor.Options.MaxBodyBytes, either.Token).ConfigureAwait(false);
            Delivery.End(request);
            Replace(response, bytes, call);
            response.RequestMessage ??= request;
            call.Tally?.AddBytes(bytes.Length);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                call.Tally?.AddThrottled();
                vendor.Telemetry.Throttled(call);
            }

            HttpLog.Answered(vendor.Log, call.Vendor, request.Method.Method, request.RequestUri?.AbsolutePath, call.Account, (int)response.StatusCode, Elapsed(started));
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            if (Delivery.IsNotSent(exception))
            {
                Delivery.End(request);
            }

            HttpLog.NotAnswered(vendor.Log, call.Vendor, request.Method.Method, request.RequestUri?.AbsolutePath, call.Account, exception.GetType().Name, Elapsed(started));
            if (exception is InvalidDataException)
            {
                throw vendor.Errors.TooLarge(request, vendor.Options.MaxBodyBytes);
            }

            if (exception is OperationCanceledException && timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutRejectedException("The attempt took too long.", vendor.Options.AttemptTimeout, exception);
            }

            throw;
        }
    }

    private static void Replace(HttpResponseMessage response, ReadOnlyMemory<byte> bytes, VendorCall call)
    {
        HttpContent old = response.Content;
        ReceivedContent received = new(bytes) { Body = new ReceivedBody(bytes) { StatusCode = response.StatusCode, ServerTime = response.Headers.Date, Headers = response.Headers, Call = call } };
        foreach ((string name, IEnumerable<string> values) in old.Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                received.Headers.TryAddWithoutValidation(name, values);
            }
        }

        response.Content = received;
        old.Dispose();
    }

    private double Elapsed(long started) => vendor.Time.GetElapsedTime(started).TotalMilliseconds;
}
