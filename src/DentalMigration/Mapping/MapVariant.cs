using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Mapping;

/// <summary>An alternative to a part of a system's default map, for a person to choose.</summary>
/// <param name="Description">What it does instead, in a sentence.</param>
/// <param name="Objects">Objects that replace those of the same name, or follow the last of the map. Their columns can name its value maps.</param>
/// <param name="Without">Objects it leaves out.</param>
public sealed record MapVariant(string Description, IReadOnlyList<ObjectMap> Objects, IReadOnlyList<string>? Without = null)
{
    /// <summary>Its name: <c>AppointmentTable</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The map with this alternative.</summary>
    public MigrationMap Apply(MigrationMap map)
    {
        List<ObjectMap> objects = [.. map.Objects.Where(o => Without?.Contains(o.Object) != true)];
        foreach (ObjectMap o in Objects)
        {
            int place = objects.FindIndex(other => other.Object == o.Object);
            if (place < 0)
            {
                objects.Add(o);
            }
            else
            {
                objects[place] = o;
            }
        }

        return ValueMapNames.Expand(map with { Objects = objects });
    }
}
