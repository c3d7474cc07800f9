using System.Globalization;

namespace Integrations.Http.Tests;

public sealed class QueryFormatTests
{
    [Fact]
    public void Values_of_a_query_are_written_the_same_on_every_machine()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            LowerCaseBooleans formatter = new();

            Assert.Equal(["true", "false", "1.5", "-7", "a b", null], ((object?[])[true, false, 1.5m, -7L, "a b", null]).Select(each => formatter.Format(each, typeof(object), typeof(object))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
