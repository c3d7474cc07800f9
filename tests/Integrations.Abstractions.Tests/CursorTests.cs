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
