using System.Net;
using System.Text.Json;
using Integrations.Abstractions;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Integrations.Http;

/// <summary>Turns what went wrong into the errors of Integrations.Abstractions. The one place that does.</summary>
internal sealed class VendorErrors(VendorHttp vendor)
{
    private const string Accepted = "The vendor accepted the write: do not repeat it, but read what it holds. If it lasts, look for a newer version of the package.";

    /// <summary>The kind that a status means by itself.</summary>
    public static VendorErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 => VendorErrorKind.Authentication,
        402 or 403 => VendorErrorKind.Authorization,
        404 or 410 => VendorErrorKind.NotFound,
        408 or >= 500 and < 600 => VendorErrorKind.Unavailable,
        409 or 412 or 423 => VendorErrorKind.Conflict,
        429 => VendorErrorKind.RateLimit,
        >= 400 and < 500 => VendorErrorKind.Validation,
        _ => VendorErrorKind.Protocol,
    };

    /// <summary>The error of an answer that is not a success.</summary>
    public async ValueTask<IntegrationException> OfResponseAsync(HttpResponseMessage response)
    {
        ReadOnlyMemory<byte> body = response.Content is ReceivedContent received
            ? received.Bytes
            : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        HttpRequestMessage? request = response.RequestMessage;
        VendorError? said = vendor.Profile.Errors?.Read(response.StatusCode, PathOf(request) ?? "", body.Span);
        VendorErrorKind kind = VendorCall.IsRefused(request) ? VendorErrorKind.Authentication : said?.Kind ?? KindOf(response.StatusCode);
        if (kind == VendorErrorKind.Unavailable && Delivery.IsWrite(request))
        {
            // A failure of the vendor's own says nothing of what it did before it failed.
            kind = VendorErrorKind.OutcomeUnknown;
        }

        ErrorContext context = Context(request) with
        {
            StatusCode = (int)response.StatusCode,
            VendorCode = said?.Code,
            VendorRequestId = RequestId(response),
            RetryAfter = vendor.RetryAfter(response),
            Body = body.IsEmpty ? null : Redactor.Redact(body.Span, vendor.Profile.Secrets),
        };

        string code = said?.Code is { } word ? $" ({word})" : "";
        return Make(kind, context, $"answered {context.StatusCode}{code}", said?.Remedy, said?.Fields ?? [], inner: null, IsRepeatable(request));
    }

    /// <summary>The error of a success whose body cannot be read.</summary>
    public IntegrationException OfBody(HttpResponseMessage response, Exception exception)
    {
        ErrorContext context = Context(response.RequestMessage) with
        {
            StatusCode = (int)response.StatusCode,
            VendorRequestId = RequestId(response),
            Body = response.Content is ReceivedContent { Bytes.IsEmpty: false } received ? Redactor.Redact(received.Bytes.Span, vendor.Profile.Secrets) : null,
        };
        string what = exception switch
        {
            IntegrationProtocolException unreadable => unreadable.Message,
            JsonException { Path: { Length: > 0 } path } => $"The answer does not have the expected shape at {path}.",
            JsonException => "The answer is not the JSON that was expected.",
            _ => $"The answer could not be read ({exception.GetType().Name}).",
        };
        return Make(VendorErrorKind.Protocol, context, $"answered {context.StatusCode}, but the answer is unusable. {what}", Delivery.IsWrite(response.RequestMessage) ? Accepted : null, [], exception);
    }

    /// <summary>The error of a call that ended without an answer. The caller's own cancellation and errors of this library come back unchanged.</summary>
    public Exception OfTransport(HttpRequestMessage? request, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is IntegrationException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return exception;
        }

        ErrorContext context = Context(request);
        return exception switch
        {
            RateWaitException wait => Make(
                VendorErrorKind.RateLimit,
                context with { RetryAfter = wait.RetryAfter },
                "was not asked: the allowance is used up for longer than a call waits",
                remedy: null,
                [],
                inner: null),
            BrokenCircuitException broken => Make(
                VendorErrorKind.Unavailable,
                context with { RetryAfter = broken.RetryAfter },
                $"was not asked: too many of this account's requests to {request?.RequestUri?.Host} failed just before",
                remedy: null,
                [],
                inner: null),
            TimeoutRejectedException or HttpRequestException or IOException or OperationCanceledException when Delivery.IsUnknown(request) => Make(
                VendorErrorKind.OutcomeUnknown,
                context,
                $"was sent a write and did not answer ({Reason(exception)})",
                remedy: null,
                [],
                exception,
                IsRepeatable(request)),
            TimeoutRejectedException timeout => Make(VendorErrorKind.Unavailable, context, $"did not answer within {timeout.Timeout}", remedy: null, [], inner: exception),
            HttpRequestException or IOException or OperationCanceledException => Make(VendorErrorKind.Unavailable, context, $"could not be reached ({Reason(exception)})", remedy: null, [], exception),
            _ => exception,
        };
    }

    /// <summary>The error of a body that is larger than allowed.</summary>
    public IntegrationException TooLarge(HttpRequestMessage request, int most) =>
        Make(VendorErrorKind.Protocol, Context(request), $"sent more than the {most} bytes that are accepted", "Ask for smaller pages, or raise MaxBodyBytes.", [], inner: null);

    /// <summary>The error of a request to a host that must not see the credential.</summary>
    public IntegrationException ForeignOrigin(HttpRequestMessage request) =>
        Make(VendorErrorKind.Protocol, Context(request), $"was not asked: {request.RequestUri?.Host} is not one of its known hosts, and the credential is sent to no other", remedy: null, [], inner: null);

    private bool IsRepeatable(HttpRequestMessage? request) => request is not null && vendor.Profile.IsRepeatable(request);

    internal static string Reason(Exception exception) => exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
        ? http.HttpRequestError.ToString()
        : exception.GetType().Name;

    private static string? PathOf(HttpRequestMessage? request) => request?.RequestUri is { IsAbsoluteUri: true } uri ? uri.AbsolutePath : null;

    private string? RequestId(HttpResponseMessage response)
    {
        if (vendor.Profile.RequestIdHeader is not { } header || !response.Headers.NonValidated.TryGetValues(header, out var values))
        {
            return null;
        }

        string id = values.ToString();
        return id.Length <= 128 ? id : id[..128];
    }

    private ErrorContext Context(HttpRequestMessage? request)
    {
        VendorCall? call = request is null ? null : VendorCall.Of(request);
        return new ErrorContext
        {
            Vendor = vendor.Profile.Vendor,
            Account = call?.Account,
            CredentialVersion = request is null ? null : VendorCall.VersionOf(request),
            Stream = call?.Stream,
            Operation = call?.Operation,
            Method = request?.Method.Method,
            Path = PathOf(request),
        };
    }

    internal static IntegrationException Make(VendorErrorKind kind, ErrorContext context, string what, string? remedy, IReadOnlyList<string> fields, Exception? inner, bool isRepeatable = false)
    {
        string account = context.Account is { } known ? $"account {known}" : "an account that is not stored yet";
        string stream = context.Stream is { } name ? $", stream {name}" : "";
        string message = $"{context.Vendor}, {account}{stream}, '{context.Operation}' ({context.Method} {context.Path}): the vendor {what}. {remedy ?? Remedy(kind, context, isRepeatable)}";
        return kind switch
        {
            VendorErrorKind.Authentication => new IntegrationAuthenticationException(message, context, inner),
            VendorErrorKind.Authorization => new IntegrationAuthorizationException(message, context, inner),
            VendorErrorKind.RateLimit => new IntegrationRateLimitException(message, context, inner),
            VendorErrorKind.NotFound => new IntegrationNotFoundException(message, context, inner),
            VendorErrorKind.Validation => new IntegrationValidationException(message, fields, context, inner),
            VendorErrorKind.Conflict => new IntegrationConflictException(message, context, inner),
            VendorErrorKind.Cursor => new IntegrationCursorException(message, context, inner),
            VendorErrorKind.OutcomeUnknown => new IntegrationOutcomeUnknownException(message, isRepeatable, context, inner),
            VendorErrorKind.Unavailable => new IntegrationUnavailableException(message, context, inner),
            _ => new IntegrationProtocolException(message, context, inner),
        };
    }

    private static string Remedy(VendorErrorKind kind, ErrorContext context, bool isRepeatable) => kind switch
    {
        VendorErrorKind.Authentication => "Connect the account again with a credential that the vendor accepts.",
        VendorErrorKind.Authorization => "The credential is valid but may not do this: give its user the right at the vendor, or connect the account with the key of another user.",
        VendorErrorKind.RateLimit => $"Try again {(context.RetryAfter is { } wait ? $"in {wait}" : "later")}; sync runs are scheduled anew by themselves.",
        VendorErrorKind.NotFound => "The record does not exist there, or not for this credential.",
        VendorErrorKind.Validation => "The request has to be changed; repeating it does not help.",
        VendorErrorKind.Conflict => "Read the record anew before changing it.",
        VendorErrorKind.Cursor => "Request a Reconcile of the stream: it reads anew without a cursor.",
        VendorErrorKind.OutcomeUnknown when isRepeatable => "Whether it was done is unknown. Make the call again: doing it twice is the same as doing it once.",
        VendorErrorKind.OutcomeUnknown => "Whether it was done is unknown. Look at the vendor before the call is made again: a second call may do it twice.",
        VendorErrorKind.Unavailable => "It may pass by itself; sync runs are tried again on schedule.",
        _ => "If it lasts, the vendor may have changed its API: look for a newer version of the package.",
    };
}
