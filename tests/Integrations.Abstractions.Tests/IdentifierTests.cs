using System.Reflection;

namespace Integrations.Abstractions.Tests;

public sealed class IdentifierTests
{
    [Fact]
    public void I20_a_vendor_id_and_a_row_id_are_different_types_without_conversion()
    {
        Type[] ids = [typeof(VendorId), typeof(RowId)];

        foreach (Type id in ids)
        {
            Assert.DoesNotContain(id.GetMethods(BindingFlags.Public | BindingFlags.Static), static m => m.Name is "op_Implicit" or "op_Explicit");
            Assert.DoesNotContain(id.GetConstructors(), c => c.GetParameters().Any(p => ids.Contains(p.ParameterType) && p.ParameterType != id));
        }

        Assert.False(typeof(VendorId).IsAssignableFrom(typeof(RowId)));
        Assert.False(new RowId(7).Equals((object)VendorId.From(7)));
    }

    [Fact]
    public void I20_no_public_member_names_a_vendor_record_by_a_bare_number_or_string()
    {
        PropertyInfo[] ids = [.. typeof(VendorId).Assembly.GetExportedTypes().SelectMany(static t => t.GetProperties()).Where(static p => p.Name == "Id")];

        Assert.NotEmpty(ids);
        Assert.All(ids, static p => Assert.Contains(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType, (Type[])[typeof(VendorId), typeof(RowId), typeof(SyncJobId)]));
    }

    [Fact]
    public void Identifiers_are_shown_as_they_are_stored()
    {
        Assert.Equal("9002", VendorId.From(9002).ToString());
        Assert.Equal("deal:21", new VendorId("deal:21").ToString());
        Assert.Equal("fub/17", new AccountRef("fub", new RowId(17)).ToString());
        Assert.Equal("fub.people", new StreamName("fub", "people").ToString());
    }
}
