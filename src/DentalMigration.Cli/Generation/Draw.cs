using System.Globalization;
using Bogus;

namespace DentalMigration.Cli.Generation;

/// <summary>Draws that both systems make.</summary>
internal static class Draw
{
    /// <summary>The day the exports are made on. Fixed, so that the same options always give the same practice.</summary>
    public static readonly DateOnly Today = new(2026, 9, 30);

    /// <summary>The day the practices opened.</summary>
    public static readonly DateOnly Opening = new(2015, 1, 5);

    /// <summary>
    /// Random values for a patient that depend on the seed, the patient's number and the stream alone. What is drawn from one stream does
    /// not change another, so an object can be added to the generator without the others coming out differently.
    /// </summary>
    public static Randomizer Stream(int seed, int n, int stream = 0)
    {
        ulong mixed = ((ulong)(uint)seed << 32) | (uint)n;
        mixed += (ulong)stream * 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return new Randomizer((int)(mixed >> 33));
    }

    /// <summary>A day between two, both included.</summary>
    public static DateOnly Day(this Randomizer random, DateOnly from, DateOnly to) => from.AddDays(random.Int(0, Math.Max(0, to.DayNumber - from.DayNumber)));

    /// <summary>A moment in opening hours of a day.</summary>
    public static DateTime Moment(this Randomizer random, DateOnly day) => day.ToDateTime(new TimeOnly(random.Int(9, 17), random.Int(0, 59)));

    /// <summary>A running number as text.</summary>
    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);
}
