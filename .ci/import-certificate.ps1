# Puts the certificate of a PFX file (in Base64, in the environment) into the store of this user and tells the
# next steps its thumbprint. Does nothing where there is none: then Azure signs. See docs/releasing.md.

$ErrorActionPreference = "Stop"
if (-not $env:WINDOWS_CERTIFICATE) {
    Write-Output "No certificate in the environment."
    exit 0
}
$file = Join-Path $env:RUNNER_TEMP "certificate.pfx"
try {
    [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $password = ConvertTo-SecureString $env:WINDOWS_CERTIFICATE_PASSWORD -AsPlainText -Force
    # Not exportable: later steps can sign with the key and cannot read it.
    $certificate = Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $file
}
"WINDOWS_CERTIFICATE_THUMBPRINT=$($certificate.Thumbprint)" | Out-File -Append -Encoding utf8 $env:GITHUB_ENV
