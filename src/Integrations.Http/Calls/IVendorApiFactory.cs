namespace Integrations.Http;

/// <summary>Makes the typed clients of all vendors.</summary>
public interface IVendorApiFactory
{
    /// <summary>
    /// Makes a client for one call: an account and an operation. Cheap; make one for each run or call and do not keep it, so that changed name resolution reaches it.
    /// </summary>
    /// <typeparam name="TApi">An interface with Refit attributes whose methods Refit generates at compile time.</typeparam>
    /// <param name="vendorCall">On whose behalf.</param>
    TApi Create<TApi>(VendorCall vendorCall)
        where TApi : class;

    /// <summary>Makes a plain client for one call, for the rare request that no interface describes. It runs through the same chain; answers are not turned into errors.</summary>
    /// <param name="vendorCall">On whose behalf.</param>
    HttpClient CreateClient(VendorCall vendorCall);
}
