using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>How people are listed, for the people stream and for walks along people.</summary>
internal static class FubPeople
{
    private const string AllFields = "allFields";

    /// <summary>Flags under which people are reported.</summary>
    public static IReadOnlyDictionary<string, string> Flags(FubOptions options) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["includeTrash"] = options.IncludeTrash ? "true" : "false",
        ["includeUnclaimed"] = options.IncludeUnclaimed ? "true" : "false",
    };

    /// <summary>A query with the flags of the options.</summary>
    public static FubPeopleQuery Query(FubOptions options, FubAsk ask) => new()
    {
        Limit = ask.Limit,
        Offset = ask.Offset,
        Next = ask.Next,
        Sort = ask.Sort,
        Id = ask.Ids,
        Fields = ask.KeysOnly ? options.PeopleKeyFields : options.PeopleFields,
        IncludeTrash = options.IncludeTrash ? true : null,
        IncludeUnclaimed = options.IncludeUnclaimed ? true : null,
    };

    /// <summary>Lists people; a refused list of fields is asked again with all fields.</summary>
    public static async Task<FubPage<FubPerson>> ListAsync(FubSourceServices services, VendorCall call, FubPeopleQuery query, CancellationToken cancellationToken)
    {
        IFubPeopleApi api = services.Api<IFubPeopleApi>(call);
        try
        {
            return await api.ListAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationValidationException e) when (!string.Equals(query.Fields, AllFields, StringComparison.Ordinal) && e.Context.VendorCode is null)
        {
            FubLog.FieldsRefused(services.Log, call.Account);
            return await api.ListAsync(query with { Fields = AllFields }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one person; a refused list of fields is asked again with all fields.</summary>
    public static async Task<FubItem<FubPerson>> GetAsync(FubSourceServices services, VendorCall call, long id, CancellationToken cancellationToken)
    {
        IFubPeopleApi api = services.Api<IFubPeopleApi>(call);
        string fields = services.Options.PeopleFields;
        try
        {
            return await api.GetAsync(id, fields, cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationValidationException e) when (!string.Equals(fields, AllFields, StringComparison.Ordinal) && e.Context.VendorCode is null)
        {
            FubLog.FieldsRefused(services.Log, call.Account);
            return await api.GetAsync(id, AllFields, cancellationToken).ConfigureAwait(false);
        }
    }
}
