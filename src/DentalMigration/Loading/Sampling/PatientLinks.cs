using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading.Sampling;

/// <summary>Finds the patient a record belongs to, and what else the record refers to.</summary>
internal sealed class PatientLinks
{
    internal const string Patient = "patient";
    private const string Guarantor = "guarantor_id";

    private readonly CatalogObject _object;
    private readonly string? _owner;
    private readonly string[] _others;
    private readonly (string Object, ReferencePath Path)[] _mentions;

    public PatientLinks(SystemCatalog catalog, CatalogObject catalogObject)
    {
        _object = catalogObject;
        _owner = catalogObject.References.FirstOrDefault(r => r.Object == Patient && r.By is null && catalogObject.Name != Patient)?.Field;
        _others = [.. catalogObject.References.Where(r => r.Object == Patient && r.By is null).Select(r => r.Field)
            .Concat(catalogObject.Find(Guarantor) is null ? [] : [Guarantor]).Distinct().Where(f => f != _owner)];
        _mentions = [.. catalog.Objects
            .Where(o => o.Derived?.Any(d => d.From == catalogObject.Name && d.Rule == "mention") == true)
            .Select(o => (o.Name, new ReferencePath(catalog, catalogObject, o.Name)))];
    }

    /// <summary>True where its records belong to patients; those of others belong to the practice.</summary>
    public bool BelongToPatients => _owner is not null || _object.Name == Patient;

    /// <summary>The key of the patient a record belongs to, or null.</summary>
    public string? Owner(SourceRecord record) => _owner is not null ? record.Read(_owner).Value as string
        : _object.Name == Patient && record.Key.Length > 0 ? record.Key
        : null;

    /// <summary>What the record refers to beside its patient.</summary>
    public IEnumerable<SampleLink> Of(SourceRecord record)
    {
        foreach (string field in _others)
        {
            if (record.Read(field).Value is string key)
            {
                yield return new SampleLink(Patient, key);
            }
        }

        foreach ((string target, ReferencePath path) in _mentions)
        {
            if (path.Mentioned(record) is { } mention)
            {
                yield return new SampleLink(target, mention.Key);
                if (mention.Name is { } name)
                {
                    yield return new SampleLink(target, path.FoldName(name), ByName: true);
                }
            }
        }
    }
}
