namespace Integrations.Http.Tests;

/// <summary>Headers of any content: nonsense counts as absent and never throws.</summary>
public sealed class HeaderFuzzTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_words =
        ["0", "7", "1.5", "-1", "1e9", "NaN", "Infinity", "-Infinity", "99999999999999999999", "Sun, 01 Mar 2026 12:00:30 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "", " ", "\u00e9", "1,2", "\"5\""];

    [Theory]
    [InlineData("-Infinity")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void A_wait_that_is_no_number_counts_as_absent(string text)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", text);

        Assert.Null(RetryAfter.Read(response, s_now));
    }

    [Fact]
    public void Headers_of_any_content_are_read_or_count_as_absent()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var headers = new RateHeaders { Window = "X-RateLimit-Window", Context = "X-RateLimit-Context", ResetAfter = "X-RateLimit-Reset" };
        for (int i = 0; i < 10_000; i++)
        {
            using var response = new HttpResponseMessage();
            foreach (string name in (string[])["Retry-After", "Date", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Window", "X-RateLimit-Context", "X-RateLimit-Reset"])
            {
                for (int times = random.Next(3); times > 0; times--)
                {
                    response.Headers.TryAddWithoutValidation(name, random.Next(4) == 0 ? Noise(random) : s_words[random.Next(s_words.Length)]);
                }
            }

            Exception? thrown = Record.Exception(() =>
            {
                headers.Read(response);
                TimeSpan? wait = RetryAfter.Read(response, s_now);
                Assert.True(wait is null || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromDays(7)));
            });
            Assert.True(thrown is null, $"seed {seed}, {response.Headers}: {thrown}");
        }
    }

    private static string Noise(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(0x20, 0x180)));
}
