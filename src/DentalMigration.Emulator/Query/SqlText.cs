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

    /// <summary>Binds the parameters that the statement mentions; it may be a part of the whole.</summary>
    public void Bind(Statement statement)
    {
        int mentioned = Math.Min(_parameters.Count, statement.ParameterCount);
        for (int i = 0; i < mentioned; i++)
        {
            statement.Bind(i + 1, _parameters[i]);
        }
    }
}
