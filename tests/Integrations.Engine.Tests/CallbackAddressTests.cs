using System.Net;
using System.Net.Sockets;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine.Tests;

public sealed class CallbackAddressTests
{
    [Theory]
    [InlineData("https://hooks.example.com/webhooks", false, true)]
    [InlineData("http://hooks.example.com/webhooks", false, false)]
    [InlineData("http://hooks.example.com/webhooks", true, false)]
    [InlineData("http://127.0.0.1:5000/webhooks", false, false)]
    [InlineData("http://127.0.0.1:5000/webhooks", true, true)]
    [InlineData("https://user@hooks.example.com/webhooks", false, false)]
    [InlineData("https://hooks.example.com/webhooks?a=1", false, false)]
    [InlineData("https://hooks.example.com/webhooks#a", false, false)]
    [InlineData("ftp://hooks.example.com/webhooks", false, false)]
    [InlineData("/webhooks", false, false)]
    public void An_address_must_be_https(string address, bool allowLoopback, bool isRight)
    {
        ValidateOptionsResult result = new WebhookOptionsValidator().Validate(null, new WebhookOptions { PublicAddress = new Uri(address, UriKind.RelativeOrAbsolute), AllowLoopback = allowLoopback });

        Assert.Equal(isRight, result.Succeeded);
    }

    [Theory]
    [InlineData("93.184.215.14", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", false)]
    [InlineData("64:ff9b::5db8:d70e", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("::", true)]
    [InlineData("::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fc00::1", true)]
    [InlineData("fd12:3456::1", true)]
    [InlineData("ff02::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("::ffff:93.184.215.14", false)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("2002:a00:1::", true)]
    public void An_internal_address_is_known(string address, bool isInternal) => Assert.Equal(isInternal, CallbackAddress.IsInternal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://hooks.example.com/webhooks", "93.184.215.14", true)]
    [InlineData("https://hooks.example.com/webhooks", "93.184.215.14,10.0.0.1", false)]
    [InlineData("https://hooks.example.com/webhooks", "", false)]
    [InlineData("https://10.0.0.1/webhooks", "93.184.215.14", false)]
    [InlineData("https://[::1]/webhooks", "93.184.215.14", false)]
    [InlineData("https://localhost/webhooks", "127.0.0.1", false)]
    public async Task A_name_must_not_lead_to_an_internal_address(string address, string resolved, bool isRight)
    {
        CallbackAddress callback = new(Options.Create(new WebhookOptions { PublicAddress = new Uri(address) }))
        {
            Resolve = (_, _) => Task.FromResult(resolved.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()),
        };

        Exception? error = await Record.ExceptionAsync(() => callback.RequireExternalAsync(TestContext.Current.CancellationToken));

        Assert.Equal(isRight, error is null);
        Assert.True(error is null or IntegrationConfigurationException);
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_is_said_so()
    {
        CallbackAddress callback = new(Options.Create(new WebhookOptions { PublicAddress = new Uri("https://hooks.example.com") })) { Resolve = static (_, _) => throw new SocketException((int)SocketError.HostNotFound) };

        IntegrationConfigurationException error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => callback.RequireExternalAsync(TestContext.Current.CancellationToken));

        Assert.Contains("hooks.example.com", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_found_under_our_address_only()
    {
        CallbackAddress callback = new(Options.Create(new WebhookOptions { PublicAddress = new Uri("https://hooks.example.com/webhooks/") }));
        string token = WebhookTokens.Create();

        Assert.Equal($"https://hooks.example.com/webhooks/fub/{token}", callback.For("fub", token).AbsoluteUri);
        Assert.Equal(token, callback.TokenIn("fub", $"https://hooks.example.com/webhooks/fub/{token}"));
        Assert.Null(callback.TokenIn("fub", $"https://hooks.example.com/webhooks/lofty/{token}"));
        Assert.Null(callback.TokenIn("fub", $"https://other.example.com/webhooks/fub/{token}"));
        Assert.Null(callback.TokenIn("fub", "https://hooks.example.com/webhooks/fub/short"));
        Assert.Equal(token, CallbackAddress.TokenAtEnd($"https://other.example.com/{token}"));
    }
}
