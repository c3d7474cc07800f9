namespace Integrations.Abstractions;

/// <summary>Base of all errors of this library. The message says what failed, for which account and stream, and what to do; it holds no customer data and no secret.</summary>
public abstract class IntegrationException : Exception
{
    private protected IntegrationException(string message, ErrorContext? context, Exception? inner)
        : base(message, inner) => Context = context ?? new ErrorContext();

    /// <summary>Where it happened.</summary>
    public ErrorContext Context { get; }

    /// <summary>Stable reason class, as stored in <c>error_code</c> columns, for example <c>rate_limit</c>.</summary>
    public abstract string Code { get; }

    /// <summary>True when the same call may succeed later without anybody changing anything.</summary>
    public virtual bool IsTransient => false;
}
