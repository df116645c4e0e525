namespace DentalMigration.Emulator.Errors;

/// <summary>
/// The refusals whose code or text is given from memory or made up, not taken from a document: a client that is to rely on one
/// should look at a real organization first. Everything else in <see cref="Fault"/> is documented.
/// </summary>
internal static class FromMemory
{
    private const string Text = "text";
    private const string Both = "code and text";

    /// <summary>The refusals, and what of them is from memory.</summary>
    public static readonly IReadOnlyList<(string Refusal, string What)> All =
    [
        (nameof(Fault.NoRecordWithKey), Text), (nameof(Fault.KeyNotDefined), Text), (nameof(Fault.DuplicateKeyName), Text),
            (nameof(Fault.KeySecured), Text),
        (nameof(Fault.KeyInvalid), Both), (nameof(Fault.AlreadyExists), "code"), (nameof(Fault.IntegerOutOfRange), Text),
            (nameof(Fault.NumberOutOfRange), Text),
        (nameof(Fault.DateOutOfRange), Text), (nameof(Fault.InvalidCharacters), Text), (nameof(Fault.RequiredMissing), Text),
        (nameof(Fault.CannotDeleteAssociated), Both), (nameof(Fault.AppointmentNotScheduled), Text),
            (nameof(Fault.AppointmentEndsBeforeStart), Both),
        (nameof(Fault.PartyNotAllowed), Both), (nameof(Fault.MessageNotSupported), Both), (nameof(Fault.RowTypeMismatch), Text),
            (nameof(Fault.AggregateTooLarge), Text),
        (nameof(Fault.AttachmentBlocked), Text), (nameof(Fault.FileNameInvalid), Both), (nameof(Fault.FileNeedsBytes), Both),
            (nameof(Fault.BadContentRange), Both),
        (nameof(Fault.BlockInvalid), Both), (nameof(Fault.TransferUnknown), Both), (nameof(Fault.NoFile), Both),
            (nameof(Fault.FetchInvalid), Both),
        (nameof(Fault.FetchNoColumn), Both), (nameof(Fault.NoToken), Both), (nameof(Fault.NoSuchCaller), Both),
            (nameof(Fault.NoRoles), Both),
        (nameof(Fault.PrivilegeMissing), "text, shortened from one seen in a forum"), (nameof(Fault.NoSuchTable), Both),
            (nameof(Fault.NoSuchComponent), Both),
        (nameof(Fault.BadPrefix), Text), (nameof(Fault.BadName), Both), (nameof(Fault.DuplicateTable), Both),
            (nameof(Fault.DuplicateColumn), Text),
        (nameof(Fault.DuplicateRelationship), Both), (nameof(Fault.DuplicateChoice), Both), (nameof(Fault.NoPrimaryName), Both),
            (nameof(Fault.NoCustomColumns), Both),
        (nameof(Fault.NotCustom), Both), (nameof(Fault.Referenced), Both), (nameof(Fault.InvalidMetadata), Both),
            (nameof(Fault.OptionInvalid), Text),
        (nameof(Fault.AdministratorRole), Both), (nameof(Fault.SecuredCreate), Text), (nameof(Fault.SecuredRead), Text), (nameof(Fault.SecuredQuery), "text and status"),
        (nameof(Fault.NotSecurable), Both), (nameof(Fault.InvalidXml), Text), (nameof(Fault.FormInvalid), Both), (nameof(Fault.MissingDependency), Text),
        (nameof(Fault.FormType), Text), (nameof(Fault.NotUpdatable), Both), (nameof(Fault.FetchNoEntity), Text),
        (nameof(Fault.LayoutInvalid), Both), (nameof(Fault.ViewTypeExists), Both), (nameof(Fault.NameTaken), "code, but for solutions"),
        (nameof(Fault.NoSuchSolution), Both), (nameof(Fault.PublisherPrefix), Text), (nameof(Fault.RestrictedSolution), Both),
        (nameof(Fault.NotWritable), Text), (nameof(Fault.Query), "code"), (nameof(Fault.QuerySyntax), Both),
            (nameof(Fault.NoSuchResource), Both),
        (nameof(Fault.NoSuchPath), Both), (nameof(Fault.MethodNotAllowed), Both), (nameof(Fault.TooManyBatchRequests), Both),
            (nameof(Fault.BatchMalformed), Both),
        (nameof(Fault.UnknownContentId), "code"), (nameof(Fault.UrlTooLong), Text), (nameof(Fault.BodyTooLong), Text),
            (nameof(Fault.Unavailable), Both),
        (nameof(Fault.Unsupported), "made up: the emulator's own"),
    ];
}
