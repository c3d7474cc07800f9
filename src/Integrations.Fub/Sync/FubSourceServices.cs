using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>What all sources need.</summary>
internal sealed class FubSourceServices(IVendorApiFactory apis, IOptions<FubOptions> options, TimeProvider time, ILogger<FubSourceServices> log)
    : SourceServices(FubDefaults.Vendor, apis, time, log)
{
    // The options are read with the first record, as everywhere: not when the services are built.
    private readonly Lazy<ListRules> _rules = new(() => new ListRules
    {
        PageSize = options.Value.PageSize,
        Overlap = options.Value.Overlap,
        TrailingWindow = options.Value.TrailingWindow,
        DeepOffsetLimit = options.Value.DeepOffsetLimit,
        SelfTestInterval = options.Value.SelfTestInterval,
    });

    public FubOptions Options => options.Value;

    public override ListRules Rules => _rules.Value;

    /// <summary>A mapping that knows what the options call hidden content.</summary>
    public Func<TModel, AccountInfo, MapResult<TRow>> Mapping<TModel, TRow>(Func<TModel, AccountInfo, FubHiddenContent, MapResult<TRow>> map)
        where TRow : class
    {
        var hidden = new Lazy<FubHiddenContent>(() => new FubHiddenContent(Options.HiddenContentMarkers));
        return (model, account) => map(model, account, hidden.Value);
    }
}
