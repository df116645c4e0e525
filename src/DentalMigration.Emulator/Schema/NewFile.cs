using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Schema;

/// <summary>The rows every new file starts with.</summary>
internal static class NewFile
{
    private const string BlockedAttachments =
        "ade;adp;app;asa;ashx;asmx;asp;bas;bat;cdx;cer;chm;class;cmd;com;config;cpl;crt;csh;dll;exe;fxp;hlp;hta;htr;" +
        "htw;ida;idc;idq;inf;ins;isp;its;jar;js;jse;ksh;lnk;mad;maf;mag;mam;maq;mar;mas;mat;mau;mav;maw;mda;mdb;mde;mdt;mdw;mdz;msc;msh;msh1;msh1xml;" +
        "msh2;msh2xml;mshxml;msi;msp;mst;ops;pcd;pif;prf;prg;printer;pst;reg;rem;scf;scr;sct;shb;shs;shtm;shtml;soap;stm;tmp;url;vb;vbe;vbs;vsmacros;" +
        "vss;vst;vsw;ws;wsc;wsf;wsh;svg";

    /// <summary>Fills a new file inside one transaction.</summary>
    public static void Fill(WriteScope scope, WriteServices services)
    {
        var seed = new Seeder(scope, services);
        Guid unit = seed.Id();
        Guid admin = seed.Id();
        Guid currency = seed.Id();
        string code = services.Options.BaseCurrencyCode;
        seed.Add("transactioncurrency", currency, ("currencyname", Cell.Of(code == "USD" ? "US Dollar" : code)),
            ("isocurrencycode", Cell.Of(code)),
            ("currencysymbol", Cell.Of(code == "USD" ? "$" : code)), ("currencyprecision", Cell.Of(2)),
            ("exchangerate", Cell.Of((long)DecimalValue.Power(scope.Schema["transactioncurrency"].Column("exchangerate")!.Scale))));
        seed.Add("organization", seed.Id(), ("name", Cell.Of("contoso")), ("maxuploadfilesize", Cell.Of(5_242_880)),
            ("basecurrencyid", Cell.Of(currency)),
            ("blockedattachments", Cell.Of(BlockedAttachments)), ("languagecode", Cell.Of(1033)), ("isauditenabled", Cell.Of(false)));
        seed.Add("businessunit", unit, ("name", Cell.Of("contoso")), ("isdisabled", Cell.Of(false)));
        seed.Add("team", seed.Id(), ("name", Cell.Of("contoso")), ("businessunitid", Cell.Of(unit)), ("isdefault", Cell.Of(true)),
            ("teamtype", Cell.Of(0)), ("administratorid", Cell.Of(admin)));
        Guid administrators = seed.Role("System Administrator", unit);
        var roles = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase)
        {
            ["Salesperson"] = seed.Role("Salesperson", unit, Privileges.NotForSalespeople), ["System Administrator"] = administrators,
        };
        foreach (EmbeddedRole role in services.Options.Roles)
        {
            roles[role.Name] = seed.Role(role.Name, unit, role.Lacks);
        }
        seed.User(admin, "System", "Administrator", "admin@contoso.com", false, unit, administrators);
        seed.User(seed.Id(), "", "SYSTEM", "system@contoso.com", true, unit, administrators);
        foreach (EmbeddedUser user in services.Options.Users)
        {
            int space = user.FullName.Trim().LastIndexOf(' ');
            (string first, string last) = space < 0 ? ("", user.FullName.Trim())
                : (user.FullName.Trim()[..space].Trim(), user.FullName.Trim()[(space + 1)..]);
            Guid? role = user.Role.Length == 0 ? null : roles.TryGetValue(user.Role, out Guid known) ? known
                : throw new EmbeddedDataverseException("NoSuchRole", $"There is no role '{user.Role}' for {user.Email}.");
            seed.User(seed.Id(), first, last, user.Email, user.IsDisabled, unit, role, user.ApplicationId);
        }
        Guid publisher = seed.Id();
        seed.Add("publisher", publisher, ("uniquename", Cell.Of("DefaultPublishercontoso")),
            ("friendlyname", Cell.Of("Default Publisher for contoso")),
            ("customizationprefix", Cell.Of("new")), ("customizationoptionvalueprefix", Cell.Of(10_000)));
        seed.Add("solution", seed.Id(), ("uniquename", Cell.Of("Default")), ("friendlyname", Cell.Of("Default Solution")),
            ("version", Cell.Of("1.0")),
            ("publisherid", Cell.Of(publisher)), ("isvisible", Cell.Of(true)));
        foreach (Table table in scope.Schema.Tables)
        {
            MessageFilters.Add(scope, services.Ids, table.Definition);
        }
        FillUi(scope, services);
    }

    /// <summary>What a file of an older version lacks as well: privileges, the forms and views of tables, the default icon of apps, and
    /// the profile of administrators.</summary>
    public static void FillUi(WriteScope scope, WriteServices services)
    {
        PrivilegeRows.AddGlobal(scope);
        foreach (Table table in scope.Schema.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            PrivilegeRows.Add(scope, table.Definition);
            if (table.Definition.HasForms || table.Definition.IsCustom)
            {
                DefaultUi.Add(scope, services, table);
            }
        }
        RowSeed.Insert(scope, services.Now, scope.Schema["webresource"], DefaultUi.AppIcon, ("name", Cell.Of("msdyn_/Images/AppModule_Default_Icon.png")),
            ("displayname", Cell.Of("AppModule_Default_Icon.png")), ("webresourcetype", Cell.Of(5)), ("ismanaged", Cell.Of(true)));
        RowSeed.Insert(scope, services.Now, scope.Schema["fieldsecurityprofile"], Privileges.AdministratorProfile,
            ("name", Cell.Of("System Administrator")), ("ismanaged", Cell.Of(true)));
    }

    private sealed class Seeder(WriteScope scope, WriteServices services)
    {
        private readonly List<Guid> _users = [];

        public Guid Id() => services.Ids.Next();

        public Guid Role(string name, Guid unit, IReadOnlyList<string>? lacks = null)
        {
            Guid id = Id();
            Add("role", id, ("name", Cell.Of(name)), ("businessunitid", Cell.Of(unit)));
            foreach (string privilege in lacks ?? [])
            {
                RoleStore.Lack(scope.Connection, id, privilege);
            }
            return id;
        }

        public void User(Guid id, string first, string last, string email, bool disabled, Guid unit, Guid? role, Guid? application = null)
        {
            Add("systemuser", id, ("firstname", Cell.Of(first)), ("lastname", Cell.Of(last)),
                ("fullname", Cell.Of(first.Length > 0 ? $"{first} {last}" : last)),
                ("domainname", Cell.Of(email)), ("internalemailaddress", Cell.Of(email)), ("isdisabled", Cell.Of(disabled)),
                ("accessmode", Cell.Of(application is null ? 0 : 4)),
                    ("applicationid", application is { } registered ? Cell.Of(registered) : Cell.Null),
                ("islicensed", Cell.Of(true)), ("businessunitid", Cell.Of(unit)),
                    ("azureactivedirectoryobjectid", Cell.Of(StandardSchema.IdOf("directory:" + email))));
            if (role is { } given)
            {
                Associations.Add(scope, scope.Schema.Definitions.Relationships["systemuserroles_association"], id, given);
            }
            _users.Add(id);
        }

        public void Add(string tableName, Guid id, params (string Column, Cell Value)[] values) =>
            RowSeed.Insert(scope, services.Now, scope.Schema[tableName], id, values);
    }
}
