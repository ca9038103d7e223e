//! Debian's glewlwyd, as an authorization server that is unlike the others: `bearer` in lower case, refusals without
//! a body, error codes of its own.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::Method;
use sandbox_ehr::{Client, Setting, Transcript};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::person::{Browser, Lost};
use crate::process::Server;
use crate::recorder::Recorder;
use crate::{CALLBACK, StartError};

const PROGRAM: &str = "/usr/bin/glewlwyd";
const SCHEMA: &str = "/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz";
const SCOPES: &str = "openid fhirUser offline_access launch/patient patient/Patient.rs";
/// The administrator that the schema brings along, and the person.
const PEOPLE: [(&str, &str); 2] = [("admin", "password"), ("ada", "demo-password")];

/// The running server.
#[derive(Debug)]
pub struct Glewlwyd {
    recorder: Recorder,
    setting: Setting,
    _server: Server,
    _folder: TempDir,
}

impl Glewlwyd {
    /// Starts it and registers the public client `chartside`; `None` where it is not installed.
    pub async fn start() -> Result<Option<Self>, StartError> {
        if ![PROGRAM, SCHEMA, "/usr/bin/sqlite3"]
            .iter()
            .all(|file| Path::new(file).is_file())
        {
            return Ok(None);
        }
        let (recorder, folder) = (Recorder::start()?, tempfile::tempdir()?);
        let port = free_port()?;
        prepare(folder.path(), recorder.origin(), port)?;
        // The shell ends it when the test does.
        let script = "\"$0\" --config-file=\"$1\" & echo started; read -r _; kill $!";
        let mut command = Command::new("sh");
        command
            .args(["-c", script, PROGRAM])
            .arg(folder.path().join("glewlwyd.conf"));
        let (server, _) = Server::start(&mut command, "started")?;
        recorder.lead_to(port);
        let glewlwyd = Self {
            setting: setting(recorder.origin()),
            recorder,
            _server: server,
            _folder: folder,
        };
        glewlwyd.set_up().await?;
        glewlwyd.recorder.publish(
            "/fhir/.well-known/smart-configuration",
            glewlwyd.smart_configuration(),
        );
        Ok(Some(glewlwyd))
    }

    /// `http://127.0.0.1:PORT/fhir`
    pub fn fhir_base(&self) -> &str {
        &self.setting.fhir_base
    }

    /// Everything that was said so far.
    pub fn transcript(&self) -> Transcript {
        self.recorder.transcript(self.setting.clone())
    }

    /// What the scripts of glewlwyd's pages do for a person who signs in and agrees; gives the link.
    pub async fn walk(&self, address: &str) -> Result<String, Lost> {
        let mut browser = Browser::new()?;
        let [_, (user, password)] = PEOPLE;
        self.log_in(&mut browser, user, password).await?;
        let grant = self.api("auth/grant/chartside");
        browser
            .script(Method::PUT, &grant, &json!({ "scope": SCOPES }))
            .await?;
        let answer = browser.get(&format!("{address}&g_continue")).await?;
        let location = answer
            .headers()
            .get("location")
            .and_then(|location| location.to_str().ok());
        let status = answer.status().as_u16();
        location.map(str::to_owned).ok_or(Lost::NoWayOn {
            status,
            page: String::new(),
        })
    }

    async fn log_in(
        &self,
        browser: &mut Browser,
        user: &str,
        password: &str,
    ) -> Result<reqwest::Response, Lost> {
        let who = json!({ "username": user, "password": password });
        browser.script(Method::POST, &self.api("auth/"), &who).await
    }

    fn api(&self, path: &str) -> String {
        format!("{}/api/{path}", self.recorder.origin())
    }

    /// As its administration page does it.
    async fn set_up(&self) -> Result<(), StartError> {
        let failed = |error: Lost| StartError::SetUp(error.to_string());
        let mut browser = Browser::new().map_err(failed)?;
        let [(admin, password), _] = PEOPLE;
        self.reachable(&mut browser, admin, password).await?;
        for (path, document) in self.configuration()? {
            let answer = browser
                .script(Method::POST, &self.api(path), &document)
                .await
                .map_err(failed)?;
            if !answer.status().is_success() {
                return Err(StartError::SetUp(format!("{path}: {}", answer.status())));
            }
        }
        Ok(())
    }

    /// It takes a moment until it listens; a refusal until then comes from the recorder.
    async fn reachable(
        &self,
        browser: &mut Browser,
        user: &str,
        password: &str,
    ) -> Result<(), StartError> {
        for _ in 0..600 {
            let answer = self.log_in(browser, user, password).await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Err(StartError::SetUp("it does not listen".to_owned()))
    }

    fn configuration(&self) -> Result<Vec<(&'static str, Value)>, StartError> {
        let (private, public) = key_pair()?;
        let plugin = json!({
            "module": "oidc", "name": "oidc", "display_name": "OpenID Connect",
            "parameters": {
                "iss": self.setting.issuer, "jwt-type": "ecdsa", "jwt-key-size": "256", "key": private, "cert": public,
                "code-duration": 600, "refresh-token-duration": 1_209_600, "access-token-duration": 3_600,
                "refresh-token-rolling": true, "refresh-token-one-use": "always", "allow-non-oidc": true,
                "auth-type-code-enabled": true, "auth-type-code-revoke-replayed": true, "auth-type-refresh-enabled": true,
                "auth-type-token-enabled": false, "auth-type-id-token-enabled": false, "auth-type-none-enabled": false,
                "auth-type-password-enabled": false, "auth-type-client-enabled": false, "auth-type-device-enabled": false,
                "pkce-allowed": true, "pkce-required": true, "pkce-method-plain-allowed": false,
                "introspection-revocation-allowed": true, "introspection-revocation-allow-target-client": true,
                "introspection-revocation-auth-scope": [], "scope": [], "additional-parameters": [], "claims": [],
            },
        });
        let new_scopes = SCOPES.split(' ').filter(|scope| *scope != "openid");
        let scope = |name: &str| {
            let document = json!({ "name": name, "display_name": name, "password_required": false, "scheme": {} });
            ("scope/", document)
        };
        let mut steps = vec![("mod/plugin/", plugin)];
        steps.extend(new_scopes.map(scope));
        let [_, (user, password)] = PEOPLE;
        let scopes: Vec<&str> = SCOPES.split(' ').collect();
        steps.push(("user/?source=database", json!({ "username": user, "name": user, "password": password, "enabled": true, "scope": scopes })));
        steps.push(("client/?source=database", json!({
            "client_id": "chartside", "name": "Chartside", "confidential": false, "enabled": true,
            "redirect_uri": [CALLBACK], "authorization_type": ["code", "refresh_token"], "scope": [],
        })));
        Ok(steps)
    }

    /// It knows nothing of SMART.
    fn smart_configuration(&self) -> Value {
        let issuer = &self.setting.issuer;
        json!({
            "issuer": issuer,
            "jwks_uri": format!("{issuer}/jwks"),
            "authorization_endpoint": self.setting.authorization_endpoint,
            "token_endpoint": self.setting.token_endpoint,
            "revocation_endpoint": format!("{issuer}/revoke"),
            "grant_types_supported": ["authorization_code"],
            "code_challenge_methods_supported": ["S256"],
            "capabilities": ["launch-standalone", "client-public", "sso-openid-connect", "permission-offline", "permission-v2"],
        })
    }
}

fn setting(origin: &str) -> Setting {
    let issuer = format!("{origin}/api/oidc");
    Setting {
        fhir_base: format!("{origin}/fhir"),
        authorization_endpoint: format!("{issuer}/auth"),
        token_endpoint: format!("{issuer}/token"),
        issuer,
        clients: vec![Client::public("chartside", CALLBACK)],
        launches: Vec::new(),
        installations: false,
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16, StartError> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A database with its schema, and the configuration file.
fn prepare(folder: &Path, origin: &str, port: u16) -> Result<(), StartError> {
    let database = folder.join("glewlwyd.sqlite");
    let schema = Command::new("gzip").args(["-dc", SCHEMA]).output()?;
    let mut sqlite = Command::new("sqlite3")
        .arg(&database)
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = sqlite.stdin.take() {
        std::io::Write::write_all(&mut input, &schema.stdout)?;
    }
    sqlite.wait()?;
    let (database, log) = (database.display(), folder.join("log"));
    let configuration = format!(
        "port={port}\nbind_address=\"127.0.0.1\"\nexternal_url=\"{origin}\"\nlogin_url=\"login.html\"\napi_prefix=\"api\"\n\
         log_mode=\"file\"\nlog_level=\"INFO\"\nlog_file=\"{}\"\ncookie_secure=0\nsession_expiration=3600\n\
         session_key=\"GLEWLWYD2_SESSION_ID\"\nadmin_session_authentication=\"cookie\"\n\
         profile_session_authentication=\"cookie\"\nadmin_scope=\"g_admin\"\nprofile_scope=\"g_profile\"\n\
         user_module_path=\"/usr/lib/glewlwyd/user\"\nclient_module_path=\"/usr/lib/glewlwyd/client\"\n\
         user_auth_scheme_module_path=\"/usr/lib/glewlwyd/scheme\"\nplugin_module_path=\"/usr/lib/glewlwyd/plugin\"\n\
         use_secure_connection=false\nsecure_connection_key_file=\"\"\nsecure_connection_pem_file=\"\"\nsecure_connection_ca_file=\"\"\nhash_algorithm=\"SHA512\"\n\
         database={{ type=\"sqlite3\"; path=\"{database}\"; }};\n",
        log.display(),
    );
    Ok(fs::write(folder.join("glewlwyd.conf"), configuration)?)
}

/// A P-256 pair in PEM, from openssl: glewlwyd signs its id tokens with it.
fn key_pair() -> Result<(String, String), StartError> {
    let generate = [
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
    ];
    let private = Command::new("openssl").args(generate).output()?.stdout;
    let mut openssl = Command::new("openssl")
        .args(["pkey", "-pubout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = openssl.stdin.take() {
        std::io::Write::write_all(&mut input, &private)?;
    }
    let public = openssl.wait_with_output()?.stdout;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((text(private), text(public)))
}
