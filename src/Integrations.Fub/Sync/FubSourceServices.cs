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

    /// <summary>A mapping that knows what the options call hidden content.</summary>
    public Func<TModel, AccountInfo, MapResult<TRow>> Mapping<TModel, TRow>(Func<TModel, AccountInfo, FubHiddenContent, MapResult<TRow>> map)
        where TRow : class
    {
        // The options are read with the first record, as everywhere: not when the services are built.
        var hidden = new Lazy<FubHiddenContent>(() => new FubHiddenContent(Options.HiddenContentMarkers));
        return (model, account) => map(model, account, hidden.Value);
    }

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
