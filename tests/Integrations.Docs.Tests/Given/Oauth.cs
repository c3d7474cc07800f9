using Integrations.Abstractions;
using Integrations.Fub;
using Microsoft.AspNetCore.Http;

public static class OauthGiven
{
    public static IFubOAuth oauth = null!;
    public static HttpContext http = null!;
    public static long me;
    public static Guid mine;

    public static ConnectOptions CallbackUser(HttpContext http) => new();
}
