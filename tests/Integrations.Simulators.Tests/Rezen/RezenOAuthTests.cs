using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Integrations.Simulators.Tests;

public sealed class RezenOAuthTests : RezenSimulatorTests
{
    // The dossier's own vectors.
    private const string Verifier = "synthetic-pkce-verifier-0123456789-abcdefghijklmno";
    private const string Challenge = "0scGySpc6b9kvtwUQlGbkMF7Owia72LhIdEsHh89VBE";
    private const string Return = "https://app.example.com/oauth/rezen";

    protected override RezenSimulatorOptions Options
    {
        get
        {
            var options = new RezenSimulatorOptions();
            (options.OAuth.ClientId, options.OAuth.ClientSecret) = ("synthetic-client", "s3cr:t+val ue%");
            return options;
        }
    }

    [Fact]
    public async Task The_document_names_its_issuer_to_the_letter()
    {
        var document = await Get(Yenta, Simulator.OAuth.Issuer.OriginalString + "/.well-known/openid-configuration");

        Assert.Equal(Simulator.OAuth.Issuer.OriginalString, document.GetProperty("issuer").GetString());
        Assert.All(["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "revocation_endpoint"], name =>
            Assert.StartsWith(Simulator.OAuth.Issuer.OriginalString + "/", document.GetProperty(name).GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_in_gives_a_key_for_all_services_and_an_identity_that_is_signed()
    {
        Simulator.OAuth.Approve(2);
        var tokens = await Tokens(await Code());

        var access = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal(Simulator.Accounts[1].YentaId, IdOf(await Get(Client("yenta", access), "users/me")));
        var parts = tokens.GetProperty("id_token").GetString()!.Split('.');
        var key = (await Get(Yenta, Simulator.OAuth.Issuer.OriginalString + "/jwks")).GetProperty("keys")[0];
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()), Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()) });
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(("synthetic-nonce", "synthetic-client", Simulator.Accounts[1].YentaId), (claims.GetProperty("nonce").GetString(), claims.GetProperty("aud").GetString(), claims.GetProperty("yentaId").GetGuid()));
        Assert.Equal(43_200, tokens.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task A_code_works_once_for_a_minute_and_with_its_verifier_only()
    {
        var code = await Code();
        await Refused(Form(code));
        await Refused(Form(await Code(), verifier: "another-verifier"));
        var late = await Code();
        Clock.Advance(TimeSpan.FromSeconds(60));
        await Refused(Form(late));

        async Task Refused(Dictionary<string, string> form)
        {
            if (form["code"] == code) await Tokens(code);
            using var response = await Post("token", form);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("""{"error":"invalid_grant"}""", await response.Content.ReadAsStringAsync(Token));
        }
    }

    [Fact]
    public async Task A_replaced_refresh_token_may_be_repeated_for_a_while_and_is_theft_afterwards()
    {
        var first = await Tokens(await Code());
        var second = await Renew(first);
        var repeated = await Renew(first);
        Assert.Equal(second.GetProperty("refresh_token").GetString(), repeated.GetProperty("refresh_token").GetString());

        Clock.Advance(TimeSpan.FromSeconds(31));
        using (var theft = await Post("token", RenewalOf(first))) Assert.Equal(HttpStatusCode.BadRequest, theft.StatusCode);

        using (var ended = await Post("token", RenewalOf(second))) Assert.Equal(HttpStatusCode.BadRequest, ended.StatusCode);
        using var key = await Send(Client("yenta", second.GetProperty("access_token").GetString()), "users/me");
        Assert.Equal(HttpStatusCode.Unauthorized, key.StatusCode);
    }

    [Fact]
    public async Task User_info_takes_the_token_as_bearer_and_the_services_do_not()
    {
        var access = (await Tokens(await Code())).GetProperty("access_token").GetString()!;
        var client = Client("yenta", key: "");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);

        Assert.Equal(Account.YentaId, (await Get(client, Simulator.OAuth.Issuer.OriginalString + "/userinfo")).GetProperty("yentaId").GetGuid());
        using var refused = await Send(client, "users/me");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Revoking_an_access_token_ends_it_alone_and_a_refresh_token_its_sign_in()
    {
        var tokens = await Tokens(await Code());
        var renewed = await Renew(tokens);

        (await Post("revoke", new Dictionary<string, string> { ["token"] = tokens.GetProperty("access_token").GetString()! })).Dispose();
        using (var ended = await Send(Client("yenta", tokens.GetProperty("access_token").GetString()), "users/me")) Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        await Get(Client("yenta", renewed.GetProperty("access_token").GetString()), "users/me");
        (await Post("revoke", new Dictionary<string, string> { ["token"] = renewed.GetProperty("refresh_token").GetString()! })).Dispose();
        using (var ended = await Send(Client("yenta", renewed.GetProperty("access_token").GetString()), "users/me")) Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    [Fact]
    public async Task A_user_who_declines_returns_with_an_error_and_the_issuer()
    {
        Simulator.OAuth.Deny();
        using var response = await Authorize();

        var query = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        Assert.Equal(("access_denied", "synthetic-state", Simulator.OAuth.Issuer.OriginalString), (query["error"].ToString(), query["state"].ToString(), query["iss"].ToString()));
    }

    private static Dictionary<string, string> Form(string code, string verifier = Verifier) =>
        new(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Return, ["code_verifier"] = verifier };

    private static Dictionary<string, string> RenewalOf(JsonElement tokens) =>
        new(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.GetProperty("refresh_token").GetString()! };

    private async Task<HttpResponseMessage> Authorize()
    {
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await browser.GetAsync(
            new Uri($"{Simulator.OAuth.Issuer.OriginalString}/authorize?response_type=code&client_id=synthetic-client&redirect_uri={Uri.EscapeDataString(Return)}&state=synthetic-state&nonce=synthetic-nonce&code_challenge={Challenge}&code_challenge_method=S256"),
            Token);
    }

    private async Task<string> Code()
    {
        using var response = await Authorize();
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query)["code"].ToString();
    }

    private async Task<JsonElement> Tokens(string code) => await Read(await Post("token", Form(code)));

    private async Task<JsonElement> Renew(JsonElement tokens) => await Read(await Post("token", RenewalOf(tokens)));

    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token)).RootElement.Clone();
        }
    }

    private async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> form)
    {
        var client = Client("keymaker-oauth", key: "");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "c3ludGhldGljLWNsaWVudDpzM2NyJTNBdCUyQnZhbCt1ZSUyNQ==");
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync(new Uri($"{Simulator.OAuth.Issuer.OriginalString}/{path}"), content, Token);
    }
}
