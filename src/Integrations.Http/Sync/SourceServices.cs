using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Http;

/// <summary>What all sources of a vendor need. A vendor derives it to add its options.</summary>
/// <param name="vendor">Vendor name in lower case.</param>
/// <param name="apis">Makes the typed clients.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The vendor's log.</param>
public abstract class SourceServices(string vendor, IVendorApiFactory apis, TimeProvider time, ILogger log)
{
    /// <summary>How the vendor's lists are read.</summary>
    public abstract ListRules Rules { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The vendor's log.</summary>
    public ILogger Log => log;

    /// <summary>A typed client for one call.</summary>
    /// <typeparam name="TApi">The interface.</typeparam>
    /// <param name="call">On whose behalf.</param>
    public TApi Api<TApi>(VendorCall call)
        where TApi : class => apis.Create<TApi>(call);

    /// <summary>A call of a stream's source.</summary>
    /// <param name="account">The account.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="operation">What is being done, for example <c>read page</c>.</param>
    /// <param name="tally">Counts the requests. Null when nobody counts.</param>
    public VendorCall Call(AccountInfo account, StreamName stream, string operation, RequestTally? tally)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new VendorCall { Vendor = vendor, Account = account.Ref, Stream = stream, Operation = operation, Tally = tally };
    }
}
