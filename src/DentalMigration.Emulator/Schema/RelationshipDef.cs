using System.Text.Json.Serialization;

namespace DentalMigration.Emulator.Schema;

/// <summary>A 1:N or N:N relationship. For N:N, Referenced and Referencing are entity one and entity two.</summary>
internal sealed record RelationshipDef
{
    public required Guid MetadataId { get; init; }
    public required string SchemaName { get; init; }
    public bool IsManyToMany { get; init; }
    public required string Referenced { get; init; }
    public required string Referencing { get; init; }

    /// <summary>Lookup column of a 1:N, intersect table of an N:N.</summary>
    public required string Column { get; init; }
    public required string ReferencingNav { get; init; }
    public required string ReferencedNav { get; init; }
    public string OnDelete { get; init; } = "NoCascade";
    public string OnAssign { get; init; } = "NoCascade";
    public string OnMerge { get; init; } = "NoCascade";
    public string OnReparent { get; init; } = "NoCascade";
    public string OnShare { get; init; } = "NoCascade";
    public string OnUnshare { get; init; } = "NoCascade";
    public bool IsCustom { get; init; }

    /// <summary>Whether what happens to the row above happens to those below, which a table has from one relationship only.</summary>
    [JsonIgnore]
    public bool IsParental => !IsManyToMany && (OnDelete == "Cascade" || Passes(OnAssign) || Passes(OnReparent) || Passes(OnShare) || Passes(OnUnshare));

    private static bool Passes(string behavior) => behavior is "Cascade" or "Active" or "UserOwned";

    /// <summary>Intersect column holding the id of entity one.</summary>
    [JsonIgnore]
    public string FirstColumn => Referenced == Referencing ? Referenced + "idone" : Referenced + "id";

    /// <summary>Intersect column holding the id of entity two.</summary>
    [JsonIgnore]
    public string SecondColumn => Referenced == Referencing ? Referenced + "idtwo" : Referencing + "id";
}
