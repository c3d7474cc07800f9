using System.Net;
using System.Net.Sockets;
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Engine.Tests;

/// <summary>The public address is asked what it answers, over a real socket.</summary>
public sealed class CallbackProbeTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _asked = [];
    private string _answer = "404 Not Found";

    public CallbackProbeTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://169.254.169.254/latest", "internal")]
    [InlineData("https://10.0.0.8/webhooks", "internal")]
    [InlineData("https://inside.example.com/webhooks", "internal")]
    [InlineData("https://nowhere.example.com/webhooks", "internal address or none")]
    [InlineData("https://outside.example.com/webhooks", "redirects to https://outside.example.com.")]
    [InlineData("/elsewhere", "redirects to http://127.0.0.1")]
    public async Task An_address_that_redirects_is_refused_wherever_it_leads(string location, string reason)
    {
        Task serving = ServeAsync();
        foreach (string status in (string[])["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
        {
            _answer = $"{status}\r\nLocation: {location}";

            IntegrationConfigurationException error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => Probe().RequireDirectAsync("fub", Token));

            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, _asked.Count);
        Assert.All(_asked, static a => Assert.StartsWith("POST /webhooks/fub/", a, StringComparison.Ordinal));
        await EndAsync(serving);
    }

    [Fact]
    public async Task A_good_answer_holds_for_the_check_interval_and_a_bad_one_until_the_next_question()
    {
        Task serving = ServeAsync();
        CallbackProbe probe = Probe();
        _answer = "302 Found\r\nLocation: https://10.0.0.8/";
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => probe.RequireDirectAsync("fub", Token));

        _answer = "404 Not Found";
        await probe.RequireDirectAsync("fub", Token);
        await probe.RequireDirectAsync("fub", Token);
        Assert.Equal(2, _asked.Count);

        _answer = "302 Found\r\nLocation: https://10.0.0.8/";
        _time.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => probe.RequireDirectAsync("fub", Token));
        Assert.Equal(3, _asked.Count);
        Assert.Equal(3, _asked.Distinct(StringComparer.Ordinal).Count());
        await EndAsync(serving);
    }

    [Fact]
    public async Task An_address_that_cannot_be_reached_from_here_is_not_judged()
    {
        CallbackProbe probe = Probe();
        _listener.Stop();

        await probe.RequireDirectAsync("fub", Token);
    }

    public void Dispose() => _listener.Dispose();

    private CallbackProbe Probe()
    {
        IOptions<WebhookOptions> options = Options.Create(new WebhookOptions { PublicAddress = new Uri($"http://{_listener.LocalEndpoint}/webhooks"), AllowLoopback = true });
        CallbackAddress callback = new(options)
        {
            Resolve = static (host, _) => Task.FromResult<IPAddress[]>(host switch
            {
                "outside.example.com" => [IPAddress.Parse("93.184.215.14")],
                "inside.example.com" => [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.1.2.3")],
                _ => [],
            }),
        };
        return new CallbackProbe(callback, options, _time);
    }

    /// <summary>One answer for each connection; keeps the first line of each question.</summary>
    private async Task ServeAsync()
    {
        while (true)
        {
            using Socket socket = await _listener.AcceptSocketAsync(Token);
            byte[] question = new byte[4096];
            int read = await socket.ReceiveAsync(question, Token);
            _asked.Add(Encoding.ASCII.GetString(question, 0, read).Split("\r\n")[0]);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Token);
        }
    }

    private async Task EndAsync(Task serving)
    {
        _listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
