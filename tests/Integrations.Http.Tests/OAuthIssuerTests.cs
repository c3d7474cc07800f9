using System.Net;
using System.Web;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

/// <summary>Sign-ins at a vendor whose addresses its issuer names, with proof keys.</summary>
public sealed class OAuthIssuerTests
{
    private const string Issuer = "https://issuer.example.com/base";
    private const string Discovery = Issuer + "/.well-known/openid-configuration";
    private const string Document =
        """{"issuer":"https://issuer.example.com/base","authorization_endpoint":"https://issuer.example.com/authorize","token_endpoint":"https://tokens.example.com/token","jwks_uri":"x"}""";

    [Fact]
    public void The_challenge_of_a_proof_key_is_its_hash() =>
        Assert.Equal("0scGySpc6b9kvtwUQlGbkMF7Owia72LhIdEsHh89VBE", OAuthClient.Challenge("synthetic-pkce-verifier-0123456789-abcdefghijklmno"));

    [Fact]
    public async Task A_sign_in_is_bound_to_a_proof_key_and_asks_for_the_scope()
    {
        using OAuthHost host = new(Answer(Document), Profile());

        Uri address = await host.Client.BeginAsync(new OAuthRequest { RedirectUri = new Uri("https://host.example.com/back") }, TestContext.Current.CancellationToken);

        Assert.Equal("https://issuer.example.com/authorize", address.GetLeftPart(UriPartial.Path));
        var query = HttpUtility.ParseQueryString(address.Query);
        string verifier = Assert.Single(host.States.All).CodeVerifier!;
        Assert.Equal(("openid ACCOUNT_READ", "S256", OAuthClient.Challenge(verifier)), (query["scope"], query["code_challenge_method"], query["code_challenge"]));
        Assert.DoesNotContain(verifier, address.ToString(), StringComparison.Ordinal);
        Assert.Equal(43, verifier.Length);
    }

    [Fact]
    public async Task A_code_is_exchanged_with_the_proof_key_and_an_encoded_client_at_the_discovered_address()
    {
        List<HttpRequestMessage> sent = [];
        using OAuthHost host = new(Answer(Document, sent), Profile());
        string state = await host.BeginAsync();
        string verifier = Assert.Single(host.States.All).CodeVerifier!;

        OAuthResult result = await host.CompleteAsync($"?code=code-1&state={state}&iss={Uri.EscapeDataString(Issuer)}");

        Assert.False(result.IsDenied);
        Assert.Equal([Discovery, "https://tokens.example.com/token"], sent.Select(static r => r.RequestUri!.ToString()));
        Assert.Equal("Basic c3ludGhldGljLWNsaWVudDpzM2NyJTNBdCUyQnZhbCt1ZSUyNQ==", sent[1].Headers.Authorization!.ToString());
        Assert.Equal($"grant_type=authorization_code&code=code-1&redirect_uri=https%3A%2F%2Fhost.example.com%2Fback&code_verifier={verifier}", Assert.Single(host.Forms));
    }

    [Fact]
    public async Task A_discovery_holds_for_half_a_day()
    {
        List<HttpRequestMessage> sent = [];
        using OAuthHost host = new(Answer(Document, sent), Profile());

        await host.BeginAsync();
        await host.BeginAsync();
        host.Acme.Time.Advance(TimeSpan.FromHours(13));
        await host.BeginAsync();

        Assert.Equal(2, sent.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&iss=https%3A%2F%2Felsewhere.example.com")]
    [InlineData("&iss=https%3A%2F%2Fissuer.example.com%2Fbase%2F")]
    [InlineData("&iss=https%3A%2F%2Fissuer.example.com%2Fbase&iss=https%3A%2F%2Fissuer.example.com%2Fbase")]
    public async Task A_callback_of_another_issuer_connects_nothing(string issuer)
    {
        using OAuthHost host = new(Answer(Document), Profile());
        string state = await host.BeginAsync();

        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => host.CompleteAsync($"?code=code-1&state={state}{issuer}"));

        Assert.Equal(SignInFailure.OtherIssuer, error.Failure);
        Assert.Empty(host.Forms);
        Assert.Empty(host.Connector.Connected);
    }

    [Fact]
    public async Task The_state_is_checked_before_the_issuer()
    {
        using OAuthHost host = new(Answer(Document), Profile());
        await host.BeginAsync();

        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => host.CompleteAsync("?code=code-1&state=wrong"));

        Assert.Equal(SignInFailure.StateUnknown, error.Failure);
    }

    [Theory]
    [InlineData("""{"issuer":"https://issuer.example.com","authorization_endpoint":"https://issuer.example.com/a","token_endpoint":"https://issuer.example.com/t"}""")]
    [InlineData("""{"issuer":"https://issuer.example.com/base","authorization_endpoint":"http://issuer.example.com/a","token_endpoint":"https://issuer.example.com/t"}""")]
    [InlineData("""{"issuer":"https://issuer.example.com/base","authorization_endpoint":"https://issuer.example.com/a","token_endpoint":"http://issuer.example.com/t"}""")]
    [InlineData("""{"issuer":"https://issuer.example.com/base","authorization_endpoint":"https://issuer.example.com/a"}""")]
    [InlineData("[]")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public async Task A_document_of_another_issuer_or_without_safe_addresses_is_not_believed(string document)
    {
        using OAuthHost host = new(Answer(document), Profile());

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => host.BeginAsync());

        Assert.Empty(host.States.All);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(IntegrationUnavailableException))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(IntegrationRateLimitException))]
    [InlineData(HttpStatusCode.NotFound, typeof(IntegrationProtocolException))]
    public async Task An_issuer_that_does_not_answer_begins_nothing(HttpStatusCode status, Type kind)
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer(status), Profile());

        Exception? error = await Record.ExceptionAsync(() => host.BeginAsync());

        Assert.IsType(kind, error);
        Assert.Empty(host.States.All);
    }

    private static OAuthProfile Profile() => new()
    {
        Vendor = "acme",
        Issuer = new Uri(Issuer),
        ClientId = "synthetic-client",
        ClientSecret = "s3cr:t+val ue%",
        MissingClientRemedy = "Set AcmeOptions.ClientId.",
        Scope = "openid ACCOUNT_READ",
        UsesPkce = true,
        EncodesClient = true,
    };

    private static Func<HttpRequestMessage, string, HttpResponseMessage> Answer(string document, List<HttpRequestMessage>? sent = null) => (request, _) =>
    {
        sent?.Add(request);
        return request.Method == HttpMethod.Get ? AcmeHost.Answer(HttpStatusCode.OK, document) : OAuthHost.Tokens();
    };
}
