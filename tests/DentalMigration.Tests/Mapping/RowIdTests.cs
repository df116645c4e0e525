using DentalMigration.Mapping.Rows;
using Xunit;

namespace DentalMigration.Tests.Mapping;

public sealed class RowIdTests
{
    [Fact]
    public void The_same_record_always_gets_the_same_id() =>
        Assert.Equal(RowId.Compute("dentes", "default", "contact", "4128"), RowId.Compute("dentes", "default", "contact", "4128"));

    [Theory]
    [InlineData("dental-exec", "default", "contact", "4128")]
    [InlineData("dentes", "izmir", "contact", "4128")]
    [InlineData("dentes", "default", "account", "4128")]
    [InlineData("dentes", "default", "contact", "04128")]
    public void Another_system_scope_table_or_spelling_of_the_key_is_another_row(string system, string scope, string table, string key) =>
        Assert.NotEqual(RowId.Compute("dentes", "default", "contact", "4128"), RowId.Compute(system, scope, table, key));

    [Theory]
    [InlineData("1")]
    [InlineData("TP-310")]
    [InlineData("281474976710656")]
    public void An_id_is_a_version_8_uuid(string key)
    {
        byte[] id = RowId.Compute("dentes", "default", "contact", key).ToByteArray(bigEndian: true);
        Assert.Equal(8, id[6] >> 4);
        Assert.Equal(2, id[8] >> 6);
    }

    [Fact]
    public void Numeric_keys_ascend_in_the_bytes_that_SQL_Server_compares_first()
    {
        byte[][] tails = [.. Enumerable.Range(1, 2000)
            .Select(n => RowId.Compute("dentes", "default", "contact", n.ToString()).ToByteArray(bigEndian: true)[10..])];
        for (int i = 1; i < tails.Length; i++)
        {
            Assert.True(tails[i - 1].AsSpan().SequenceCompareTo(tails[i]) < 0);
        }
    }

    [Fact]
    public void A_hundred_thousand_keys_collide_nowhere()
    {
        var ids = new HashSet<Guid>();
        for (int i = 0; i < 50_000; i++)
        {
            Assert.True(ids.Add(RowId.Compute("dentes", "default", "contact", i.ToString())));
            Assert.True(ids.Add(RowId.Compute("dentes", "default", "contact", $"TP-{i}")));
        }
    }
}
