using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Identity;

/// <summary>The headers that bypass custom logic need their privileges. There is no custom logic here, so that is all they do.</summary>
internal static class Bypass
{
    public static void Check(Exchange exchange)
    {
        if (exchange.Caller.Rights.Missing is { Count: 0 })
        {
            return;
        }
        if (string.Equals(exchange.Header("MSCRM.BypassCustomPluginExecution"), "true", StringComparison.OrdinalIgnoreCase))
        {
            exchange.Caller.Demand(Privileges.BypassPlugins);
        }
        if (exchange.Header("MSCRM.BypassBusinessLogicExecution") is not null
            || exchange.Header("MSCRM.BypassBusinessLogicExecutionStepIds") is not null)
        {
            exchange.Caller.Demand(Privileges.BypassLogic);
        }
    }
}
