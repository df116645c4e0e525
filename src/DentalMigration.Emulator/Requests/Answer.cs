using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Requests;

/// <summary>Turns whatever goes wrong while answering into an answer, so that no caller ever sees a stack trace.</summary>
internal static class Answer
{
    public static async ValueTask<EmulatorResponse> OfAsync(Func<ValueTask<EmulatorResponse>> work)
    {
        try
        {
            return await work();
        }
        catch (DataverseFault fault)
        {
            return fault.ToResponse();
        }
        catch (SqliteFault)
        {
            return Fault.Busy("The database refused the operation.").ToResponse();
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            return Fault.Unexpected().ToResponse();
        }
    }
}
