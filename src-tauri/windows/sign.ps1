# Signs one file for Windows (Authenticode). Tauri calls it for the program, the installers, the uninstaller
# and the plugins of NSIS, each time with the path as the only argument. docs/releasing.md says which of the
# variables below is needed when. What is secret is read from the environment and never put on a command line.

param([Parameter(Mandatory = $true)][string]$Path)

$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest

# Countersigned time stamps keep a signature good after the certificate ended.
$TimeStamps = if ($env:WINDOWS_TIMESTAMP_URL) { $env:WINDOWS_TIMESTAMP_URL } else { "http://timestamp.digicert.com" }

function Find-SignTool {
    $kits = Join-Path ${env:ProgramFiles(x86)} "Windows Kits\10\bin"
    $found = Get-ChildItem -Path $kits -Filter signtool.exe -Recurse |
        Where-Object { $_.FullName -match "\\x64\\" } |
        Sort-Object FullName -Descending |
        Select-Object -First 1
    if (-not $found) { throw "signtool.exe is not installed (Windows SDK)" }
    return $found.FullName
}

function Confirm-Ended([string]$What) {
    if ($LASTEXITCODE -ne 0) { throw "$What ended with $LASTEXITCODE" }
}

if ($env:AZURE_CLIENT_ID) {
    # Azure Artifact Signing (Trusted Signing): the key stays in Azure. The tool reads AZURE_* itself.
    artifact-signing-cli --endpoint $env:AZURE_SIGNING_ENDPOINT --account $env:AZURE_SIGNING_ACCOUNT `
        --certificate $env:AZURE_SIGNING_PROFILE --description Chartside $Path
    Confirm-Ended "artifact-signing-cli"
} elseif ($env:WINDOWS_CERTIFICATE_THUMBPRINT) {
    # A certificate in the store of this user: imported from a PFX (see release.yml), or on a token or an HSM.
    & (Find-SignTool) sign /fd sha256 /td sha256 /tr $TimeStamps /sha1 $env:WINDOWS_CERTIFICATE_THUMBPRINT `
        /d Chartside $Path
    Confirm-Ended "signtool sign"
} elseif ($env:CHARTSIDE_RELEASE) {
    throw "a release is signed, and nothing to sign with is set (docs/releasing.md)"
} else {
    Write-Output "Not signed, this is no release: $Path"
    exit 0
}

& (Find-SignTool) verify /pa /all $Path
Confirm-Ended "signtool verify"
