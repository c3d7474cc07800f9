using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Integrations.AspNetCore;

/// <summary>The page for people. Its own script and style are allowed by their hashes, and nothing else is.</summary>
internal static class DashboardEndpoint
{
    private static readonly string s_page = ReadPage();

    private static readonly string s_policy =
        $"default-src 'none'; script-src '{Hash("script")}'; style-src '{Hash("style")}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task HandleAsync(HttpContext context)
    {
        if (!await HostAccess.IsDecidedAsync(context).ConfigureAwait(false))
        {
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = s_policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(s_page, context.RequestAborted).ConfigureAwait(false);
    }

    private static string ReadPage()
    {
        using Stream stream = typeof(DashboardEndpoint).Assembly.GetManifestResourceStream("dashboard.html")!;
        using StreamReader reader = new(stream, Encoding.UTF8);

        // A browser hashes what it has parsed, with line ends of its own.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string element)
    {
        int start = s_page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        string content = s_page[start..s_page.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
