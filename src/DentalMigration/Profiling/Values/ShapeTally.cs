namespace DentalMigration.Profiling.Values;

/// <summary>Counts shapes and says what a column's values look like as a whole.</summary>
internal sealed class ShapeTally
{
    private const double Most = 0.95;

    /// <summary>Shapes that others include: where not enough values are a tooth, teeth are still integers, and integers codes.</summary>
    private static readonly (ValueShape Shape, ValueShape[] Includes)[] Wider =
    [
        (ValueShape.Tooth, [ValueShape.Sut]),
        (ValueShape.Integer, [ValueShape.Tooth, ValueShape.NationalId]),
        (ValueShape.Amount, [ValueShape.Integer, ValueShape.Tooth, ValueShape.Sut]),
        (ValueShape.DateTime, [ValueShape.Date]),
        (ValueShape.Phone, [ValueShape.Integer]),
        (ValueShape.Code, [ValueShape.Integer, ValueShape.Tooth, ValueShape.Cdt, ValueShape.Sut, ValueShape.Tdb, ValueShape.Icd, ValueShape.NationalId,
            ValueShape.Phone, ValueShape.Date, ValueShape.Amount, ValueShape.Flag]),
    ];

    private readonly long[] _counts = new long[Enum.GetValues<ValueShape>().Length];

    /// <summary>Counts a shape.</summary>
    public void Add(ValueShape shape, long count) => _counts[(int)shape] += count;

    /// <summary>The narrowest shape that at least 95 % of the values have; <see cref="ValueShape.Text"/> where none does.</summary>
    /// <param name="isTooth">True where the column's name speaks of teeth: elsewhere a small number is just that.</param>
    public ValueShape Inferred(bool isTooth)
    {
        long all = _counts.Sum();
        if (all == 0)
        {
            return ValueShape.None;
        }

        if (!isTooth)
        {
            _counts[(int)ValueShape.Integer] += _counts[(int)ValueShape.Tooth];
            _counts[(int)ValueShape.Tooth] = 0;
        }

        ValueShape most = (ValueShape)Array.IndexOf(_counts, _counts.Max());
        if (_counts[(int)most] >= all * Most)
        {
            return most;
        }

        foreach ((ValueShape shape, ValueShape[] includes) in Wider)
        {
            if (_counts[(int)shape] > 0 || shape == ValueShape.Code || shape == ValueShape.Integer)
            {
                if (_counts[(int)shape] + includes.Sum(i => _counts[(int)i]) >= all * Most)
                {
                    return shape;
                }
            }
        }

        return ValueShape.Text;
    }
}
