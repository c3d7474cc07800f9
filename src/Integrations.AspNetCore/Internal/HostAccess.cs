using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Integrations.AspNetCore;

/// <summary>Keeps an endpoint shut until the host has said who may see it.</summary>
internal static class HostAccess
{
    /// <summary>True when the host has said so. Else the request is answered.</summary>
    public static async ValueTask<bool> IsDecidedAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<AuthorizationPolicy>() is not null || metadata?.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("The host has not said who may see this. Add RequireAuthorization(), or AllowAnonymous(), where the endpoint is mapped.", context.RequestAborted).ConfigureAwait(false);
        return false;
    }
}
