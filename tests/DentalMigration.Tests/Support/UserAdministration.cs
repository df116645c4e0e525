using System.Text.Json;
using DentalMigration.Hosting;

namespace DentalMigration.Tests.Support;

/// <summary>Puts people into an organisation as its administrator would.</summary>
public static class UserAdministration
{
    /// <summary>Adds a user with the role Salesperson.</summary>
    /// <param name="target">The organisation.</param>
    /// <param name="name">First and last name.</param>
    /// <param name="address">E-mail address and sign-in name.</param>
    /// <param name="role">False for a user without a role.</param>
    /// <param name="more">Further columns.</param>
    public static async Task<Guid> AddUserAsync(
        this Target target, string name, string address, bool role = true, params (string Column, object Value)[] more)
    {
        int space = name.LastIndexOf(' ');
        var row = new Dictionary<string, object>
        {
            ["firstname"] = name[..space], ["lastname"] = name[(space + 1)..], ["internalemailaddress"] = address, ["domainname"] = address,
        };
        foreach ((string column, object value) in more)
        {
            row[column] = value;
        }

        Guid id = await target.Client.CreateAsync("systemusers", JsonSerializer.SerializeToUtf8Bytes(row), null, CancellationToken.None);
        if (role)
        {
            await target.Client.AssociateAsync("systemusers", id, "systemuserroles_association", "roles", await target.RoleAsync(), CancellationToken.None);
        }

        return id;
    }

    /// <summary>Adds an owner team.</summary>
    public static async Task<Guid> AddTeamAsync(this Target target, string name, bool role = true)
    {
        JsonElement unit = await target.Client.QueryAsync("businessunits?$select=businessunitid", null, CancellationToken.None).FirstAsync();
        Guid id = await target.Client.CreateAsync(
            "teams",
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
            {
                ["name"] = name, ["teamtype"] = 0, ["businessunitid@odata.bind"] = $"/businessunits({unit.GetProperty("businessunitid").GetGuid()})",
            }),
            null,
            CancellationToken.None);
        if (role)
        {
            await target.Client.AssociateAsync("teams", id, "teamroles_association", "roles", await target.RoleAsync(), CancellationToken.None);
        }

        return id;
    }

    /// <summary>Changes a user.</summary>
    public static Task ChangeUserAsync(this Target target, Guid id, string column, object value) => target.Client.UpdateAsync(
        "systemusers", id, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [column] = value }), null, CancellationToken.None);

    /// <summary>The user of an address.</summary>
    public static async Task<Guid> UserAsync(this Target target, string address) => (await target.Client
        .QueryAsync($"systemusers?$select=systemuserid&$filter=internalemailaddress eq '{address}'", null, CancellationToken.None).FirstAsync())
        .GetProperty("systemuserid").GetGuid();

    private static async Task<Guid> RoleAsync(this Target target) => (await target.Client
        .QueryAsync("roles?$select=roleid&$filter=name eq 'Salesperson'", null, CancellationToken.None).FirstAsync()).GetProperty("roleid").GetGuid();
}
