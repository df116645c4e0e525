namespace DentalMigration.Commands;

/// <summary>The kinds of components of a schema, in the order they are made.</summary>
public enum SchemaComponent
{
    /// <summary>The publisher whose prefix the names carry.</summary>
    Publisher,

    /// <summary>The solution that holds what is made.</summary>
    Solution,

    /// <summary>A currency.</summary>
    Currency,

    /// <summary>A connection role.</summary>
    Role,

    /// <summary>A global choice.</summary>
    Choice,

    /// <summary>A custom table.</summary>
    Table,

    /// <summary>A column.</summary>
    Column,

    /// <summary>An option of a choice.</summary>
    Option,

    /// <summary>A lookup column with its relationship.</summary>
    Lookup,

    /// <summary>A many-to-many relationship.</summary>
    ManyToMany,

    /// <summary>An alternate key.</summary>
    Key,

    /// <summary>The column security profile.</summary>
    Profile,

    /// <summary>What the profile permits of one column.</summary>
    Permission,

    /// <summary>A user or team in the profile.</summary>
    Member,

    /// <summary>A view.</summary>
    View,

    /// <summary>A main form, or tabs in a standard table's.</summary>
    Form,

    /// <summary>A chart.</summary>
    Chart,

    /// <summary>The dashboard.</summary>
    Dashboard,

    /// <summary>The app's navigation.</summary>
    SiteMap,

    /// <summary>The model-driven app.</summary>
    App,
}
