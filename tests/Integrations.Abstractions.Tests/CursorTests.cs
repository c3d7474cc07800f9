using System.Reflection;

namespace Integrations.Abstractions.Tests;

public sealed class CursorTests
{
    private static readonly StreamName s_people = new("fub", "people");

    [Fact]
    public void A_state_in_the_middle_of_a_read_survives_the_cursor()
    {
        DateTimeOffset time = new(2026, 1, 15, 16, 20, 29, TimeSpan.Zero);
        StrategyState state = new()
        {
            Watermark = time,
            HighestId = 9002,
            SourceNote = "updatedAfter works",
            Walk = new WalkState
            {
                Strategy = "sorted-walk",
                StartedAt = time.AddMinutes(1),
                Floor = time.AddMinutes(-5),
                Pages = 7,
                Restarts = 1,
                IsSweep = true,
                HasClock = true,
                Token = "eyJzaW5jZUlkIjo5MDAxfQ==",
                Offset = 700,
                SeamStamp = time,
                Rows = 100,
                StepBacks = 2,
                StepBacksInRow = 1,
                EmptyPages = 3,
                RewoundAt = 4,
                LastPage = -77,
                Checkpoint = long.MinValue + 1,
                HighestId = 9100,
                SliceFrom = time,
                SliceTo = time.AddDays(1),
            },
        };
        string[] seam = ["1", "2"];
        StrategyState seamed = state with { Walk = state.Walk with { Seam = seam } };

        SyncCursor cursor = SyncCursor.FromStored(state.ToCursor(s_people).Text);

        Assert.StartsWith("fub.people/1:{", cursor.Text, StringComparison.Ordinal);
        Assert.Equal(state, StrategyState.FromCursor(cursor, s_people));
        Assert.Equal(seam, StrategyState.FromCursor(seamed.ToCursor(s_people), s_people).Walk!.Seam);
    }

    [Fact]
    public void I16_a_damaged_cursor_is_a_cursor_error_or_can_be_read_from()
    {
        const string Marks = "0123456789-{}[],:";
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        string sound = new StrategyState
        {
            Watermark = new DateTimeOffset(2026, 1, 15, 16, 20, 29, TimeSpan.Zero),
            HighestId = 9002,
            Walk = new WalkState { Strategy = "updated-since", Floor = new DateTimeOffset(2026, 1, 15, 16, 0, 0, TimeSpan.Zero), Pages = 7, Offset = 700, Rows = 100, Seam = ["1", "2"] },
        }.ToCursor(s_people).Text;
        DeltaStrategy[] strategies =
            [new UpdatedSince(TimeSpan.FromMinutes(5)), new SortedWalk(TimeSpan.FromMinutes(5), 2000), new IdTail(TimeSpan.FromDays(1)), new FullSweep(), new WindowSlices(TimeSpan.FromMinutes(5), TimeSpan.FromDays(1))];
        var page = new PageFacts { Records = [], Count = 0, HasMore = false };
        for (int i = 0; i < 10_000; i++)
        {
            char[] damaged = sound.ToCharArray();
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = random.Next(2) == 0 ? (char)random.Next(1, 0x100) : Marks[random.Next(Marks.Length)];
            }

            string text = random.Next(8) == 0 ? sound[..random.Next(1, sound.Length)] : new string(damaged);
            DeltaStrategy strategy = strategies[i % strategies.Length];
            Exception? thrown = Record.Exception(() => strategy.Advance(strategy.Begin(StrategyState.FromCursor(SyncCursor.FromStored(text), s_people)).State, page));
            Assert.True(thrown is null or IntegrationException, $"seed {seed}: {strategy.Name} {text} {thrown}");
        }
    }

    [Fact]
    public void Every_member_of_the_state_is_stored()
    {
        foreach (Type type in (Type[])[typeof(StrategyState), typeof(WalkState)])
        {
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(static p => p.SetMethod is not null))
            {
                Assert.NotNull(property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>());
            }
        }
    }

    [Fact]
    public void No_cursor_is_the_initial_state() => Assert.Same(StrategyState.Initial, StrategyState.FromCursor(null, s_people));

    [Theory]
    [InlineData("fub.deals/1:{}")]
    [InlineData("fub.people/2:{}")]
    [InlineData("fub.people/1")]
    [InlineData("nonsense")]
    [InlineData("fub.people/1:")]
    [InlineData("fub.people/1:{")]
    [InlineData("fub.people/1:null")]
    [InlineData("fub.people/1:[]")]
    [InlineData("fub.people/1:{\"unknown\":1}")]
    [InlineData("fub.people/1:{\"w\":\"yesterday\"}")]
    [InlineData("fub.people/1:{\"k\":{}}")]
    [InlineData("fub.people/1:{\"k\":{\"s\":null}}")]
    [InlineData("fub.people/1:{\"k\":{\"s\":\"full-sweep\",\"o\":-1}}")]
    [InlineData("fub.people/1:{\"k\":{\"s\":\"full-sweep\",\"e\":[null]}}")]
    public void A_cursor_that_is_not_ours_fails_before_any_request_and_says_what_to_do(string text)
    {
        IntegrationCursorException error = Assert.Throws<IntegrationCursorException>(() => StrategyState.FromCursor(SyncCursor.FromStored(text), s_people));

        Assert.Contains("fub.people", error.Message, StringComparison.Ordinal);
        Assert.Contains("Request a Reconcile", error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was requested", error.Message, StringComparison.Ordinal);
        Assert.Equal(s_people, error.Context.Stream);
        Assert.Equal("cursor", error.Code);
        Assert.False(error.IsTransient);
    }
}
