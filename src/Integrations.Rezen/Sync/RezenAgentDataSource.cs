using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The owner's own profile: one record.</summary>
internal sealed class RezenAgentDataSource(RezenSourceServices services)
    : RezenSource<RezenAgent>(services, RezenStreams.AgentData, new RowMapper<RezenListed<RezenAgent>, RezenAgentRow>(RezenStreams.AgentData, RezenAgentMapper.Profile))
{
    protected override string Service => Options.Endpoints.Users;

    protected override string? KeyOf(RezenAgent model) => model.Id;

    protected override DateTimeOffset? ChangedOf(RezenAgent model) => model.UpdatedAt?.Instant;

    protected override async Task<RezenPage<RezenAgent>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Whole(new RezenPage<RezenAgent>([await Services.Api<IRezenUsersApi>(call).GetMeAsync(cancellationToken).ConfigureAwait(false)]));
}
