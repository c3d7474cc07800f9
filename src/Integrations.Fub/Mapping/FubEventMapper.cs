using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Event to <c>fub_events</c>.</summary>
internal static class FubEventMapper
{
    public static MapResult<FubEventRow> Map(FubEvent activity, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(FubMapScope);
        long id = scope.Key(activity.Id);
        FubProperty? property = activity.Property;
        var row = new FubEventRow
        {
            FubAccountIdRaw = account.VendorAccountId,
            AdEventsId = FubValues.NaturalKey(account, id),
            FubEventsId = id,
            FubCreatedAt = scope.Time(activity.Created, "$.created"),
            FubUpdatedAt = scope.Time(activity.Updated, "$.updated"),
            Occurred = scope.Time(activity.Occurred, "$.occurred"),
            Source = FubValues.Text(activity.Source),
            Type = scope.Word(activity.Type, "$.type"),
            PropertyStreet = FubValues.Text(property?.Street),
            PropertyCity = FubValues.Text(property?.City),
            PropertyState = FubValues.Text(property?.State),
            PropertyZip = FubValues.Text(property?.Code),
            PropertyId = FubValues.Id(property?.Id),
            Message = hidden.Visible(activity.Message),
            Description = hidden.Visible(activity.Description),
            PeopleId = FubValues.Id(activity.PersonId),
            CredentialsId = account.CredentialsId?.Value,
            PageTitle = FubValues.Text(activity.PageTitle),
            PageUrl = FubValues.Text(activity.PageUrl),
            PageDuration = scope.Int(activity.PageDuration, "$.pageDuration"),
            Property = FubValues.Json(property, FubJsonContext.Default.FubProperty),
            PropertySearch = FubValues.Json(activity.PropertySearch, FubJsonContext.Default.FubPropertySearch),
            UserId = account.UserId,
        };
        scope.Unknown(activity.Extra, "$");
        scope.Unknown(property?.Extra, "$.property");
        scope.Unknown(activity.PropertySearch?.Extra, "$.propertySearch");
        return scope.Result(row);
    }
}
