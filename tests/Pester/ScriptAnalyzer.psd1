# Settings of the script analysis. A rule is left out only with its reason.
@{
    Severity            = @('Error', 'Warning')
    IncludeDefaultRules = $true
    ExcludeRules        = @(
        # PowerShell 7 reads files without a mark as UTF-8.
        'PSUseBOMForUnicodeEncodedFile'
        # It does not see what a function or a script block within takes from the script.
        'PSReviewUnusedParameter'
        # Our scripts' functions are their own; the scripts themselves take -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
        # Likewise: the script has the -Force that its gate asks for.
        'PSAvoidShouldContinueWithoutForce'
        # build.ps1 talks to the person who runs it.
        'PSAvoidUsingWriteHost'
    )
}
