namespace DentalMigration.Systems;

/// <summary>How a system keeps a patient's account, so that the balance it shows can be held against the ledger it exports.</summary>
/// <param name="Balance">The patient's field with the balance shown: what is owed is positive.</param>
/// <param name="Currency">The ISO code of the currency that balances are in: <c>TRY</c>.</param>
/// <param name="Adds">Fields of the ledger that raise what is owed: <c>charge_amount</c>, and <c>adjustment_amount</c>, which has a sign of its own.</param>
/// <param name="Subtracts">Fields of the ledger that lower it: <c>payment_amount</c>; a refund written as a negative payment raises it.</param>
/// <param name="Advice">What to do where they differ.</param>
public sealed record CatalogAccount(string Balance, string Currency, IReadOnlyList<string> Adds, IReadOnlyList<string> Subtracts, string Advice);
