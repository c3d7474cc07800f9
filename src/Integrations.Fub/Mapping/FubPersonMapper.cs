using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Person to <c>fub_people</c>.</summary>
internal static class FubPersonMapper
{
    public static MapResult<FubPersonRow> Map(FubPerson person, AccountInfo account)
    {
        var scope = default(FubMapScope);
        long id = scope.Key(person.Id);
        string? assignedTo = FubValues.Text(person.AssignedTo);
        string? stage = FubValues.Text(person.Stage);
        var row = new FubPersonRow
        {
            PeopleName = FubValues.Text(person.Name),
            FubCreatedAt = scope.Time(person.Created, "$.created"),
            FubUpdatedAt = scope.Time(person.Updated, "$.updated"),
            AdPeopleId = FubValues.NaturalKey(account, id),
            FubAccountIdRaw = account.VendorAccountId,
            AssignedToFubName = assignedTo,
            AssignedToFubAccountUserName = assignedTo,
            FirstName = FubValues.Text(person.FirstName),
            LastName = FubValues.Text(person.LastName),
            Type = FubValues.Text(person.Type),
            StageName = stage,
            SourceName = FubValues.Text(person.Source),
            SourceId = person.SourceId,
            SourceUrl = FubValues.Text(person.SourceUrl),
            CreatedVia = scope.Word(person.CreatedVia, "$.createdVia"),
            Price = person.Price?.ToString(CultureInfo.InvariantCulture),
            PriceAmount = scope.Amount(person.Price, "$.price"),
            DealStatus = FubValues.Text(person.DealStatus),
            DealPrice = scope.Amount(person.DealPrice, "$.dealPrice"),
            DealStage = FubValues.Text(person.DealStage),
            DealName = FubValues.Text(person.DealName),
            DealCloseDate = scope.Day(person.DealCloseDate, "$.dealCloseDate"),
            Contacted = scope.Int(person.Contacted, "$.contacted"),
            WebsiteVisits = scope.Int(person.WebsiteVisits, "$.websiteVisits"),
            Claimed = person.Claimed,
            LastActivity = scope.Time(person.LastActivity, "$.lastActivity"),
            Url = ViewUrl(account.HostName, id),
            Tags = person.Tags is null ? null : [.. person.Tags.Select(FubValues.Text).OfType<string>()],
            StageId = FubValues.Id(person.StageId),
            PeopleId = id,
            AssignedToFubId = FubValues.Id(person.AssignedUserId),
            CredentialsId = account.CredentialsId?.Value,
            Emails = Emails(person.Emails),
            PrimaryEmailNorm = PrimaryEmail(person.Emails),
            PrimaryPhoneE164 = PrimaryPhone(person.Phones),
            Phones = FubValues.Json(person.Phones, FubJsonContext.Default.IReadOnlyListFubPhone),
            Addresses = FubValues.Json(person.Addresses, FubJsonContext.Default.IReadOnlyListFubAddress),
            IsTrashed = string.Equals(stage, "Trash", StringComparison.OrdinalIgnoreCase),
            UserId = account.UserId,
        };

        scope.Unknown(person.Extra, "$", hasCustomFields: true);
        foreach (FubEmail email in person.Emails ?? [])
        {
            scope.Word(email.Status, "$.emails[].status");
            scope.Unknown(email.Extra, "$.emails[]");
        }

        foreach (FubPhone phone in person.Phones ?? [])
        {
            scope.Word(phone.Status, "$.phones[].status");
            scope.Unknown(phone.Extra, "$.phones[]");
        }

        return scope.Result(row);
    }

    private static string? ViewUrl(string? hostName, long id)
    {
        if (FubValues.Text(hostName) is not { } host)
        {
            return null;
        }

        string full = host.Contains('.', StringComparison.Ordinal) ? host : host + ".followupboss.com";
        return string.Create(CultureInfo.InvariantCulture, $"https://{full}/2/people/view/{id}");
    }

    private static ReadOnlyMemory<byte>? Emails(IReadOnlyList<FubEmail>? emails) => emails is null
        ? FubValues.NoJson
        : FubValues.Json(emails, static (writer, list) =>
        {
            writer.WriteStartArray();
            foreach (FubEmail email in list)
            {
                writer.WriteStartObject();
                writer.WriteString("emailAddress"u8, FubValues.Text(email.Value)?.ToLowerInvariant());
                writer.WriteString("type"u8, email.Type);
                writer.WriteString("status"u8, email.Status?.Value);
                writer.WriteBoolean("isPrimary"u8, email.IsPrimary ?? false);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    // Lists are compared as sets, so the choice must not depend on their order: the primary one, otherwise the first in ordinal order.
    private static string? PrimaryEmail(IReadOnlyList<FubEmail>? emails) =>
        emails?.Select(static e => (IsPrimary: e.IsPrimary is true, Norm: FubValues.Email(e.Value))).Where(static e => e.Norm is not null)
            .OrderByDescending(static e => e.IsPrimary).ThenBy(static e => e.Norm, StringComparer.Ordinal).FirstOrDefault().Norm;

    private static string? PrimaryPhone(IReadOnlyList<FubPhone>? phones) =>
        phones?.Select(static p => (IsPrimary: p.IsPrimary is true, Norm: FubValues.Phone(p.Value) ?? FubValues.Phone(p.Normalized))).Where(static p => p.Norm is not null)
            .OrderByDescending(static p => p.IsPrimary).ThenBy(static p => p.Norm, StringComparer.Ordinal).FirstOrDefault().Norm;
}
