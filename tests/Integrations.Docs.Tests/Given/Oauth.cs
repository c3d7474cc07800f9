using Integrations.Abstractions;
using Microsoft.AspNetCore.Http;

public static class OauthGiven
{
    public static ConnectOptions CallbackUser(HttpContext http) => new();
}
