using System.Globalization;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Engine;
using Microsoft.AspNetCore.Http;

namespace Integrations.AspNetCore;

/// <summary>The pages of the status as JSON.</summary>
internal sealed class StatusEndpoint(IIntegrationStatus status)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!await HostAccess.IsDecidedAsync(context).ConfigureAwait(false))
        {
            return;
        }

        if (Read(context.Request.Query) is not { } request)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Expected: vendor, after (such as fub/17), limit (1 to 1000), troubled (true or false).").ConfigureAwait(false);
            return;
        }

        StatusPage page;
        try
        {
            page = await status.ReadAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IntegrationConfigurationException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "There is no such vendor in this host.").ConfigureAwait(false);
            return;
        }
        catch (IntegrationException e)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, $"The database cannot be worked with ({e.Code}).").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, page, StatusJsonContext.Default.StatusPage, context.RequestAborted).ConfigureAwait(false);
    }

    private static StatusRequest? Read(IQueryCollection query)
    {
        StatusRequest request = new();
        string? vendor = query["vendor"];
        request = string.IsNullOrEmpty(vendor) ? request : request with { Vendor = vendor };
        string? limit = query["limit"];
        if (!string.IsNullOrEmpty(limit))
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > 1_000)
            {
                return null;
            }

            request = request with { Limit = number };
        }

        string? troubled = query["troubled"];
        if (!string.IsNullOrEmpty(troubled))
        {
            if (!bool.TryParse(troubled, out bool only))
            {
                return null;
            }

            request = request with { TroubledOnly = only };
        }

        string? after = query["after"];
        if (!string.IsNullOrEmpty(after))
        {
            int slash = after.IndexOf('/', StringComparison.Ordinal);
            if (slash < 1 || !long.TryParse(after.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                return null;
            }

            request = request with { After = new AccountRef(after[..slash], new RowId(id)) };
        }

        return request;
    }

    private static Task RefuseAsync(HttpContext context, int code, string why)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
