using System.Globalization;
using System.Text.Json;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Verification;

/// <summary>The ways a cutover goes wrong, each planted in a row of its own. One that a system has no place for gives null.</summary>
public static class Plantings
{
    public static IReadOnlyList<Func<PlantingBed, Task<Planted?>>> All { get; } =
    [
        b => MissingAsync(b, "missing policy", "insurance", "importsequencenumber"),
        b => MissingAsync(b, "missing note", "note", "notetext"),
        b => MissingAsync(b, "missing appointment", "appointment", "importsequencenumber"),
        b => MissingAsync(b, "missing document with its file", "document", "filename"),
        b => MissingAsync(b, "missing recall", "recall", "importsequencenumber"),
        b => MissingAsync(b, "missing link between rows", "visit", "record1id"),
        b => TextAsync(b, "blanked field", "patient", "address1_city", _ => null),
        b => TextAsync(b, "name with lost Turkish letters", "patient", "lastname", t => Plain(t) is var plain && plain == t ? t + "s" : plain),
        b => TextAsync(b, "phone digits swapped", "patient", "mobilephone", t => t[..^2] + t[^1] + t[^2], t => t[^1] != t[^2]),
        b => TextAsync(b, "mail address in capitals", "patient", "emailaddress1", t => t.ToUpperInvariant()),
        b => TextAsync(b, "first name cut", "patient", "firstname", t => t[..1], t => t.Length > 1),
        b => TextAsync(b, "account renamed", "practice", "name", t => t + " Ltd"),
        b => TextAsync(b, "payer with a blank inside", "payer", "name", t => t[..2] + " " + t[2..]),
        b => TextAsync(b, "note's text trimmed", "note", "notetext", t => t[..^12] + "</p>", t => t.EndsWith("</p>", StringComparison.Ordinal) && t.Length > 60),
        b => TextAsync(b, "note's markup changed", "note", "notetext", t => t.Replace("<p>", "<p><b>", StringComparison.Ordinal).Replace("</p>", "</b></p>", StringComparison.Ordinal)),
        b => TextAsync(b, "note's subject lost", "note", "subject", _ => null),
        b => TextAsync(b, "renamed file", "document", "filename", t => "x" + t),
        b => TextAsync(b, "source id changed", "recall", "new_sourcerecallid", t => t + "-1"),
        b => TextAsync(b, "procedure code changed", "procedure", "new_procedurecode", t => t + "9"),
        b => TextAsync(b, "plan without name", "treatment_plan", "new_name", t => t + "?"),
        b => AmountAsync(b, "a cent too much", "ledger", 0.01m, 1),
        b => AmountAsync(b, "wrong sign", "ledger", 0, -1),
        b => AmountAsync(b, "ten times as much", "procedure", 0, 10),
        b => RoundedAsync(b),
        b => SwappedAsync(b, "amounts swapped within a practice", "ledger", ["new_chargeamount", "new_amount", "new_paymentamount"], onePractice: true),
        b => SwappedAsync(b, "last names swapped", "patient", ["lastname"], onePractice: false),
        b => SwappedLookupAsync(b),
        b => OtherLookupAsync(b),
        b => WrongOwnerAsync(b, "wrong owner of a plan", "treatment_plan"),
        b => WrongOwnerAsync(b, "wrong owner of a line", "ledger"),
        b => WrongOwnerAsync(b, "wrong owner of a note", "note"),
        b => MomentAsync(b, "shifted time zone", "appointment", ["scheduledstart", "new_scheduledstart"], TimeSpan.FromHours(-3)),
        b => MomentAsync(b, "an hour of summer time", "appointment", ["scheduledend", "new_scheduledend"], TimeSpan.FromHours(1)),
        b => MomentAsync(b, "stamp a minute off", "patient", ["new_sourcecreatedon"], TimeSpan.FromMinutes(1)),
        b => DayAsync(b, "birthday a day early", "patient", "birthdate", -1),
        b => DayAsync(b, "recall a day late", "recall", "new_duedate", 1),
        b => StateAsync(b, "wrong state of a patient", "patient"),
        b => StateAsync(b, "wrong state of a task", "task"),
        b => StateAsync(b, "wrong state of an appointment", "appointment"),
        b => ChoiceAsync(b, "wrong choice", "patient", "gendercode"),
        b => ChoiceAsync(b, "wrong constant", "practice", "new_accountrole"),
        b => FlagAsync(b),
        b => AppearedAsync(b),
        b => BytesAsync(b),
        b => NoFileAsync(b),
        b => NoGuarantorAsync(b),
        b => PartiesAsync(b, "lost party", keep: false),
        b => PartiesAsync(b, "added party", keep: true),
        b => CurrencyAsync(b),
        b => MatchedAsync(b),
        b => ExtraAsync(b, "extra row", "payer", copy: false),
        b => ExtraAsync(b, "duplicated row", "insurance", copy: true),
    ];

    private static async Task<Planted?> MissingAsync(PlantingBed bed, string name, string o, string column)
    {
        if (bed.Pick(o, column) is not { } row)
        {
            return null;
        }

        await bed.DeleteAsync(row);
        return new Planted(name, o, "", [row.Key], row.Practice) { Measure = "missing" };
    }

    private static async Task<Planted?> TextAsync(PlantingBed bed, string name, string o, string column, Func<string, string?> change, Func<string, bool>? where = null)
    {
        if (bed.Pick(o, column, c => c.MappedValue is { Length: > 3 } text && (where?.Invoke(text) ?? true)) is not { } cell)
        {
            return null;
        }

        await bed.WriteAsync(cell, column, change(cell.MappedValue!));
        return new Planted(name, o, column, [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> AmountAsync(PlantingBed bed, string name, string o, decimal more, decimal times)
    {
        foreach (string column in new[] { "new_chargeamount", "new_amount", "new_fee" })
        {
            if (bed.Pick(o, column, c => Amount(c) is > 0 or < 0) is { } cell)
            {
                await bed.WriteAsync(cell, column, (Amount(cell)!.Value * times) + more);
                return new Planted(name, o, column, [cell.Key], cell.Practice) { Measure = "sum" };
            }
        }

        return null;
    }

    private static async Task<Planted?> RoundedAsync(PlantingBed bed)
    {
        foreach ((string o, string column) in bed.Columns("new_fee", "new_chargeamount", "new_paymentamount", "new_amount", "new_balance", "new_estimatedcost", "new_insuranceestimate"))
        {
            if (bed.Pick(o, column, c => Amount(c) is { } a && a != decimal.Round(a)) is { } cell)
            {
                await bed.WriteAsync(cell, column, decimal.Round(Amount(cell)!.Value));
                return new Planted("rounded amount", o, column, [cell.Key], cell.Practice);
            }
        }

        foreach ((string o, string column) in bed.Columns("new_quantity", "new_points", "new_discountrate", "new_taxrate", "new_coveragepercent"))
        {
            if (bed.Pick(o, column) is { } cell)
            {
                await bed.WriteAsync(cell, column, decimal.Parse(cell.MappedValue!, CultureInfo.InvariantCulture) + 1);
                return new Planted("rounded number", o, column, [cell.Key], cell.Practice);
            }
        }

        return null;
    }

    private static async Task<Planted?> SwappedAsync(PlantingBed bed, string name, string o, string[] columns, bool onePractice)
    {
        foreach (string column in columns)
        {
            if (bed.Pair(o, column, onePractice) is var (a, b))
            {
                object? first = Amount(a) is { } x && Amount(b) is not null ? x : a.MappedValue;
                object? second = Amount(b) is { } y && Amount(a) is not null ? y : b.MappedValue;
                await bed.WriteAsync(a, column, second);
                await bed.WriteAsync(b, column, first);
                return new Planted(name, o, column, [a.Key, b.Key], a.Practice);
            }
        }

        return null;
    }

    private static async Task<Planted?> SwappedLookupAsync(PlantingBed bed)
    {
        if (bed.Pair("insurance", "new_contactid") is not var (a, b))
        {
            return null;
        }

        string bind = await bed.BindAsync(a, "contact");
        string? first = PlantingBed.Text(await bed.ReadAsync(a), "_new_contactid_value");
        string? second = PlantingBed.Text(await bed.ReadAsync(b), "_new_contactid_value");
        await bed.WriteAsync(a, bind, $"/contacts({second})");
        await bed.WriteAsync(b, bind, $"/contacts({first})");
        return new Planted("lookups swapped", "insurance", "new_contactid", [a.Key, b.Key], a.Practice);
    }

    private static async Task<Planted?> OtherLookupAsync(PlantingBed bed)
    {
        if (bed.Pick("patient", "parentcustomerid") is not { } cell)
        {
            return null;
        }

        string? now = PlantingBed.Text(await bed.ReadAsync(cell), "_parentcustomerid_value");
        JsonElement other = await bed.Client.QueryAsync($"accounts?$select=accountid&$filter=accountid ne {now}&$top=1", null, CancellationToken.None).FirstAsync();
        await bed.WriteAsync(cell, await bed.BindAsync(cell, "account"), $"/accounts({other.GetProperty("accountid").GetString()})");
        return new Planted("other practice", "patient", "parentcustomerid", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> WrongOwnerAsync(PlantingBed bed, string name, string o)
    {
        if (bed.Pick(o, "ownerid") is not { } cell)
        {
            return null;
        }

        string? now = PlantingBed.Text(await bed.ReadAsync(cell), "_ownerid_value");
        string filter = $"isdisabled eq false and systemuserid ne {now}";
        JsonElement other = await bed.Client.QueryAsync($"systemusers?$select=systemuserid&$filter={filter}&$top=1", null, CancellationToken.None).FirstAsync();
        await bed.WriteAsync(cell, "ownerid@odata.bind", $"/systemusers({other.GetProperty("systemuserid").GetString()})");
        return new Planted(name, o, "ownerid", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> MomentAsync(PlantingBed bed, string name, string o, string[] columns, TimeSpan by)
    {
        foreach (string column in columns)
        {
            if (bed.Pick(o, column) is { } cell)
            {
                DateTimeOffset now = (await bed.ReadAsync(cell)).GetProperty(column).GetDateTimeOffset();
                await bed.WriteAsync(cell, column, (now + by).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                return new Planted(name, o, column, [cell.Key], cell.Practice);
            }
        }

        return null;
    }

    private static async Task<Planted?> DayAsync(PlantingBed bed, string name, string o, string column, int days)
    {
        if (bed.Pick(o, column) is not { } cell)
        {
            return null;
        }

        await bed.WriteAsync(cell, column, DateOnly.Parse(cell.MappedValue!, CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new Planted(name, o, column, [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> StateAsync(PlantingBed bed, string name, string o)
    {
        if (bed.Pick(o, "statuscode") is not { } cell)
        {
            return null;
        }

        int state = (await bed.ReadAsync(cell)).GetProperty("statecode").GetInt32();
        await bed.WriteAsync(cell, "statecode", state == 1 ? 0 : 1);
        return new Planted(name, o, "statuscode", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> ChoiceAsync(PlantingBed bed, string name, string o, string column)
    {
        if (bed.Pick(o, column) is not { } cell)
        {
            return null;
        }

        int now = (await bed.ReadAsync(cell)).GetProperty(column).GetInt32();
        int other = (await bed.TableAsync(cell.Table)).Attributes.Single(a => a.LogicalName == column).Options.First(x => x.Value != now).Value;
        await bed.WriteAsync(cell, column, other);
        return new Planted(name, o, column, [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> FlagAsync(PlantingBed bed)
    {
        foreach ((string o, string column) in bed.Columns("new_consentkvkk", "new_consentsms", "new_contacted", "new_newpatient", "new_consenthipaa"))
        {
            if (bed.Pick(o, column) is { } cell)
            {
                await bed.WriteAsync(cell, column, cell.MappedValue != "yes");
                return new Planted("flag flipped", o, column, [cell.Key], cell.Practice);
            }
        }

        return null;
    }

    private static async Task<Planted?> AppearedAsync(PlantingBed bed)
    {
        foreach (string column in new[] { "middlename", "telephone2", "telephone1", "emailaddress1", "new_medications" })
        {
            if (bed.Pick("patient", column, c => c.Cause == DifferenceCause.BlankInSource) is { } cell)
            {
                await bed.WriteAsync(cell, column, "0212 5550100");
                return new Planted("value from nowhere", "patient", column, [cell.Key], cell.Practice);
            }
        }

        return null;
    }

    private static async Task<Planted?> BytesAsync(PlantingBed bed)
    {
        if (bed.Pick("document", "documentbody (bytes)", c => c.MappedValue is not null && long.Parse(c.MappedValue, CultureInfo.InvariantCulture) < 1_000_000) is not { } cell)
        {
            return null;
        }

        byte[] bytes = new byte[long.Parse(cell.MappedValue!, CultureInfo.InvariantCulture)];
        await bed.WriteAsync(cell, "documentbody", Convert.ToBase64String(bytes));
        return new Planted("file's bytes replaced", "document", "documentbody (bytes)", [cell.Key], cell.Practice) { Measure = "checksum" };
    }

    private static async Task<Planted?> NoFileAsync(PlantingBed bed)
    {
        if (bed.Pick("document", "documentbody (bytes)") is not { } cell)
        {
            return null;
        }

        await bed.WriteAsync(cell, new Dictionary<string, object?> { ["documentbody"] = null, ["filename"] = null, ["mimetype"] = null });
        return new Planted("file deleted", "document", "documentbody (bytes)", [cell.Key], cell.Practice) { Measure = "files" };
    }

    private static async Task<Planted?> NoGuarantorAsync(PlantingBed bed)
    {
        if (bed.Pick("patient", "new_guarantorid") is not { } cell)
        {
            return null;
        }

        await bed.WriteAsync(cell, await bed.BindAsync(cell, "contact"), null);
        return new Planted("link to the guarantor lost", "patient", "new_guarantorid", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> PartiesAsync(PlantingBed bed, string name, bool keep)
    {
        if (bed.Pick("appointment", "parties") is not { } cell)
        {
            return null;
        }

        JsonElement row = await bed.ReadAsync(cell);
        string patient = PlantingBed.Text(row, "_regardingobjectid_value")!;
        string user = (await bed.Client.QueryAsync("systemusers?$select=systemuserid&$filter=isdisabled eq false&$top=1", null, CancellationToken.None).FirstAsync())
            .GetProperty("systemuserid").GetString()!;
        Dictionary<string, object>[] parties = keep
            ? [Party("contact", $"/contacts({patient})", 5), Party("systemuser", $"/systemusers({user})", 6), Party("systemuser", $"/systemusers({PlantingBed.Text(row, "_ownerid_value")})", 7)]
            : [Party("systemuser", $"/systemusers({PlantingBed.Text(row, "_ownerid_value")})", 7)];
        await bed.WriteAsync(cell, "appointment_activity_parties", parties);
        return new Planted(name, "appointment", "parties", [cell.Key], cell.Practice);

        static Dictionary<string, object> Party(string table, string address, int mask) =>
            new() { [$"partyid_{table}@odata.bind"] = address, ["participationtypemask"] = mask };
    }

    private static async Task<Planted?> CurrencyAsync(PlantingBed bed)
    {
        if (bed.Pick("ledger", "transactioncurrencyid") is not { } cell)
        {
            return null;
        }

        string? now = PlantingBed.Text(await bed.ReadAsync(cell), "_transactioncurrencyid_value");
        List<JsonElement> others = await bed.Client
            .QueryAsync($"transactioncurrencies?$select=transactioncurrencyid&$filter=transactioncurrencyid ne {now}", null, CancellationToken.None).ToListAsync();
        if (others.Count == 0)
        {
            return null;
        }

        await bed.WriteAsync(cell, "transactioncurrencyid@odata.bind", $"/transactioncurrencies({others[0].GetProperty("transactioncurrencyid").GetString()})");
        return new Planted("other currency", "ledger", "transactioncurrencyid", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> MatchedAsync(PlantingBed bed)
    {
        if (bed.Pick("provider", "new_sourceuserid") is not { } cell)
        {
            return null;
        }

        await bed.WriteAsync(cell, "new_sourceuserid", null);
        return new Planted("column of a matched user lost", "provider", "new_sourceuserid", [cell.Key], cell.Practice);
    }

    private static async Task<Planted?> ExtraAsync(PlantingBed bed, string name, string o, bool copy)
    {
        if (bed.Pick(o, "importsequencenumber") is not { } cell)
        {
            return null;
        }

        JsonElement like = await bed.ReadAsync(cell);
        var row = new Dictionary<string, object?> { ["importsequencenumber"] = like.GetProperty("importsequencenumber").GetInt32() };
        string title = copy ? "new_name" : "name";
        row[title] = copy ? PlantingBed.Text(like, title) : "Nobody knows";
        await bed.Client.CreateAsync(await bed.SetAsync(cell.Table), JsonSerializer.SerializeToUtf8Bytes(row), null, CancellationToken.None);
        return new Planted(name, o, "", [], null) { Measure = "extra" };
    }

    private static decimal? Amount(FieldDifference cell) =>
        decimal.TryParse(cell.MappedValue?.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount) && cell.MappedValue!.Contains('.', StringComparison.Ordinal) ? amount : null;

    private static string Plain(string text) => text
        .Replace('ş', 's').Replace('Ş', 'S').Replace('ğ', 'g').Replace('Ğ', 'G').Replace('ı', 'i').Replace('İ', 'I').Replace('ç', 'c').Replace('Ç', 'C')
        .Replace('ö', 'o').Replace('Ö', 'O').Replace('ü', 'u').Replace('Ü', 'U');
}
