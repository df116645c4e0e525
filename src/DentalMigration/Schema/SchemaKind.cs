namespace DentalMigration.Schema;

/// <summary>The kinds of <see cref="SchemaItem"/>, in the order they are made.</summary>
public enum SchemaKind
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

    /// <summary>A lookup column with its one-to-many relationship.</summary>
    Lookup,

    /// <summary>A many-to-many relationship.</summary>
    ManyToMany,

    /// <summary>An alternate key on a source key.</summary>
    Key,

    /// <summary>The column security profile.</summary>
    Profile,

    /// <summary>What the profile permits of one secured column.</summary>
    Permission,

    /// <summary>A user or team in the profile.</summary>
    Member,

    /// <summary>A view.</summary>
    View,

    /// <summary>A table's main form, or our tabs in a standard table's.</summary>
    Form,

    /// <summary>A chart.</summary>
    Chart,

    /// <summary>The dashboard.</summary>
    Dashboard,

    /// <summary>The site map: what the app's navigation shows.</summary>
    SiteMap,

    /// <summary>The model-driven app.</summary>
    App,
}

/// <summary>Which kinds serve what.</summary>
public static class SchemaKinds
{
    /// <summary>What people see and click: views, forms, charts, navigation. A load does without.</summary>
    public static bool IsInterface(SchemaKind kind) => kind >= SchemaKind.View;

    /// <summary>What a load cannot do without.</summary>
    public static bool IsForLoad(SchemaKind kind) => kind is not (SchemaKind.Solution or SchemaKind.ManyToMany) && kind < SchemaKind.Profile;
}
