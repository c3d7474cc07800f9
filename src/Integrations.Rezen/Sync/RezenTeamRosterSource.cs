using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// The rosters of the owner's teams, each a list that the vendor gives whole with its team. Which teams there are stands in the owner's profile. A membership has an id of its own; one agent may
/// have several.
/// </summary>
internal sealed class RezenTeamRosterSource(RezenSourceServices services)
    : RezenSource<RezenRosterMember>(services, RezenStreams.TeamRoster, new RowMapper<RezenListed<RezenRosterMember>, RezenTeamMemberRow>(RezenStreams.TeamRoster, RezenAgentMapper.Member))
{
    private static readonly string[] s_members = ["agents", "members"];
    private static readonly string[] s_people = [.. s_members, "teamInvitations", "pendingGenericTeamApplications"];

    protected override string Service => Options.Endpoints.Teams;

    /// <summary>Its team belongs to the record.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    protected override string? KeyOf(RezenRosterMember model) => model.Member.Id;

    protected override DateTimeOffset? ChangedOf(RezenRosterMember model) => model.Member.Agent?.UpdatedAt?.Instant;

    protected override async ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken)
    {
        CapturedRecord<RezenAgent> me = await Services.Api<IRezenUsersApi>(vendorCall with { Service = Options.Endpoints.Users }).GetMeAsync(cancellationToken).ConfigureAwait(false);
        return [.. me.Required(RezenDefaults.Vendor).Memberships.Select(static t => RezenIds.Uuid(t?.TeamId)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    protected override async Task<RezenPage<RezenRosterMember>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken)
    {
        IRezenTeamsApi api = Services.Api<IRezenTeamsApi>(call);
        CapturedRecord<RezenTeam> answer = await api.GetAsync(ask.Part!, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> json = WithoutPeople(answer.Raw);

        // Read without its people: a member that cannot be read is a reject of its own and does not make the team unreadable.
        RezenTeam team = CapturedJson.ReadRecord(json, RezenJsonContext.Default.RezenTeam).Required(RezenDefaults.Vendor);
        IReadOnlyList<CapturedRecord<RezenTeamMember>> members = CapturedJson.Composed(answer.Raw).Keys.Any(static name => s_members.Contains(name, StringComparer.Ordinal))
            ? CapturedJson.ReadPage(answer.Raw, RezenJsonContext.Default.RezenTeamMember, s_members).Records
            : (await api.ListMembersAsync(ask.Part!, cancellationToken).ConfigureAwait(false)).Records;
        return Whole(new RezenPage<RezenRosterMember>(
            [.. members.Select(m => new CapturedRecord<RezenRosterMember>(m.Raw, m.Original, m.Value is { } member ? new RezenRosterMember(member, team, json) : null, m.Problem))]));
    }

    /// <summary>The row holds the team as well, so that a team that changed makes its members' rows anew.</summary>
    protected override ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<RezenRosterMember>> rows,
        ListWalkPage<RezenRosterMember> page,
        Func<CapturedRecord<RezenRosterMember>, string?, object> models,
        CancellationToken cancellationToken) =>
        new([.. rows.Select(row => Record(account, row, models, $"{page.Ask.Part}@{row.Value?.Team.UpdatedAt?.Text}"))]);

    private static ReadOnlyMemory<byte> WithoutPeople(ReadOnlyMemory<byte> team) => FieldValues.Json(team, static (writer, json) =>
    {
        using JsonDocument document = JsonDocument.Parse(json);
        writer.WriteStartObject();
        foreach (JsonProperty property in document.RootElement.EnumerateObject().Where(static p => !s_people.Contains(p.Name, StringComparer.Ordinal)))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
