using System.Globalization;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>National ids and tax numbers of Turkey with right check digits.</summary>
internal static class TurkishIdentity
{
    private const long FirstNine = 100_000_000;
    private const long Nines = 900_000_000;

    /// <summary>The id of person number <paramref name="n"/>; different for different numbers.</summary>
    public static string NationalId(long n)
    {
        // Odd and free of 3 and 5, so a walk of this step through all nine-digit numbers meets each once.
        const long step = 377_149_217;
        long nine = FirstNine + (((n * step) % Nines + Nines) % Nines);
        Span<int> digits = stackalloc int[11];
        for (int i = 8; i >= 0; i--)
        {
            digits[i] = (int)(nine % 10);
            nine /= 10;
        }

        int odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
        int even = digits[1] + digits[3] + digits[5] + digits[7];
        digits[9] = (((odd * 7) - even) % 10 + 10) % 10;
        digits[10] = (odd + even + digits[9]) % 10;
        return string.Concat(digits.ToArray().Select(d => d.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A company's tax number, with its check digit after nine digits.</summary>
    public static string TaxNumber(int nine)
    {
        string digits = nine.ToString("D9", CultureInfo.InvariantCulture);
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int value = (digits[i] - '0' + 9 - i) % 10;
            int product = value * (1 << (9 - i)) % 9;
            sum += value > 0 && product == 0 ? 9 : product;
        }

        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
