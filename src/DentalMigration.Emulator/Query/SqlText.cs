using System.Globalization;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query;

/// <summary>Parameters and aliases of one SQL statement being put together.</summary>
internal sealed class SqlText
{
    private readonly List<Cell> _parameters = [];
    private int _aliases;

    /// <summary>Takes a value as a parameter and returns its placeholder.</summary>
    public string Add(Cell value)
    {
        _parameters.Add(value);
        return "?" + _parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    public string NextAlias() => "t" + (++_aliases).ToString(CultureInfo.InvariantCulture);

    public void Bind(Statement statement)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            statement.Bind(i + 1, _parameters[i]);
        }
    }
}
