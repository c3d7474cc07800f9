using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Users, deleted ones included: read whole each time.</summary>
internal sealed class FubUsersSource(FubSourceServices services)
    : FubSource<FubUser>(services, FubStreams.Users, new RowMapper<FubUser, FubUserRow>(FubStreams.Users, FubUserMapper.Map))
{
    protected override bool CanListByIds => false;

    protected override bool HasCreatedFilter => false;

    protected override IReadOnlyDictionary<string, string> Flags { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["includeDeleted"] = "true" };

    protected override Task<FubPage<FubUser>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        Services.Api<IFubUsersApi>(call).ListAsync(
            new FubUsersQuery
            {
                Limit = ask.Limit,
                Offset = ask.Offset,
                Next = ask.Next,
                Sort = ask.Sort,
                Fields = Options.UserFields,
                IncludeDeleted = true,
            },
            cancellationToken);

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubUser>>> GetItem => (call, id, cancellationToken) =>
        Services.Api<IFubUsersApi>(call).GetAsync(id, Options.UserFields, cancellationToken);

    protected override long? NumberOf(FubUser model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubUser model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubUser model) => model.Created;
}
