using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Query;

/// <summary>Which annotations a reader asked for.</summary>
internal sealed record AnnotationChoice(bool Formatted, bool LookupName, bool Navigation)
{
    public const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    public const string LookupLogicalName = "Microsoft.Dynamics.CRM.lookuplogicalname";
    public const string AssociatedNavigation = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    public static AnnotationChoice Of(Preferences prefer) =>
        new(prefer.Includes(FormattedValue), prefer.Includes(LookupLogicalName), prefer.Includes(AssociatedNavigation));
}
