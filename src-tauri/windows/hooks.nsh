; What the installer says beside its own words. Nothing of a person is removed unless they tick the box.

!macro NSIS_HOOK_POSTUNINSTALL
  ${If} $UpdateMode <> 1
  ${AndIf} $DeleteAppDataCheckboxState <> 1
    DetailPrint "Kept: saved sign-ins, sealed records and the activity log, in %LOCALAPPDATA%\${BUNDLEID}"
    DetailPrint "of each person, and one key in their Credential Manager. PRIVACY.md says how to remove them."
  ${EndIf}
!macroend
