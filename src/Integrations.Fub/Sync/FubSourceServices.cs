using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>What all sources need.</summary>
internal sealed class FubSourceServices(IVendorApiFactory apis, IOptions<FubOptions> options, TimeProvider time, ILogger<FubSourceServices> log)
{
    public FubOptions Options => options.Value;

    public TimeProvider Time => time;

    public ILogger Log => log;

    public TApi Api<TApi>(VendorCall call)
        where TApi : class => apis.Create<TApi>(call);

    public static VendorCall Call(AccountInfo account, StreamName stream, string operation, RequestTally? tally) => new()
    {
        Vendor = FubDefaults.Vendor,
        Account = account.Ref,
        Stream = stream,
        Operation = operation,
        Tally = tally,
    };
}
