using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Income.</summary>
internal interface IRezenIncomeApi
{
    /// <summary>What an agent earned.</summary>
    [Get("/income/overview/{yentaId}/current")]
    Task<CapturedRecord<RezenIncomeOverview>> GetOverviewAsync(string yentaId, CancellationToken cancellationToken);
}
