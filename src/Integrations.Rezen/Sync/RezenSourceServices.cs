using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>What all sources need.</summary>
internal sealed class RezenSourceServices(IVendorApiFactory apis, IOptions<RezenOptions> options, TimeProvider time, ILogger<RezenSourceServices> log)
    : SourceServices(RezenDefaults.Vendor, apis, time, log)
{
    /// <summary>Requests for single records of a page that are under way at a time.</summary>
    public const int SideBySide = 4;

    // The options are read with the first record, as everywhere: not when the services are built.
    private readonly Lazy<ListRules> _rules = new(() => new ListRules
    {
        PageSize = options.Value.PageSize,
        SmallestPageSize = PageNumber.SmallestSize,
        Overlap = options.Value.Overlap,
    });

    public RezenOptions Options => options.Value;

    public override ListRules Rules => _rules.Value;

    /// <summary>A mapping that knows what the options say.</summary>
    public Func<TModel, AccountInfo, MapResult<TRow>> Mapping<TModel, TRow, TSetting>(Func<RezenOptions, TSetting> setting, Func<TModel, AccountInfo, TSetting, MapResult<TRow>> map)
        where TRow : class
        where TSetting : class
    {
        TSetting? known = null;
        return (model, account) => map(model, account, known ??= setting(Options));
    }
}
