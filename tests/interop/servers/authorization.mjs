// The authorization server is oidc-provider. Here is only what SMART App Launch 2.2 adds to OpenID Connect:
// `aud` and `launch` in the request, clinical scopes, and the launch context in the answer with the tokens.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider, { errors } from 'oidc-provider';

const CLINICAL = /^(patient|user)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(\?.*)?$/;
const LAUNCH = ['online_access', 'fhirUser', 'launch', 'launch/patient', 'launch/encounter'];

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomUUID() };
}

/** What was asked for in clinical scopes is offered: oidc-provider drops what no resource server names. */
function clinicalScopes(ctx) {
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
  const asked = ctx.oidc.params?.scope ?? code?.scope ?? refresh?.scope ?? '';
  return asked.split(' ').filter((scope) => CLINICAL.test(scope)).join(' ');
}

function configuration({ issuer, fhirBase, clients, launches, accessTokenSeconds }) {
  return {
    clients,
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomUUID()] },
    scopes: ['openid', 'offline_access', ...LAUNCH],
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (code.scopes.has('offline_access') || code.scopes.has('online_access')),
    ttl: { AccessToken: accessTokenSeconds, Interaction: 600, Session: 600, Grant: 600 },
    enabledJWA: { clientAuthSigningAlgValues: ['RS384', 'ES384'] },
    // The name typed on the sign-in page is the id of the patient.
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, fhirUser: `Patient/${id}` }),
    }),
    extraParams: {
      aud: (_ctx, value) => {
        if (value !== fhirBase) throw new errors.InvalidRequest('aud is not this FHIR server');
      },
      launch: (_ctx, value) => {
        if (value !== undefined && !launches[value]) throw new errors.InvalidRequest('launch is unknown');
      },
    },
    features: {
      devInteractions: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => fhirBase,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx) => ({
          scope: clinicalScopes(ctx),
          audience: fhirBase,
          accessTokenFormat: 'opaque',
          accessTokenTTL: accessTokenSeconds,
        }),
      },
    },
  };
}

export function authorizationServer(options) {
  const provider = new Provider(options.issuer, configuration(options));
  const launched = new Map();
  const contexts = new Map();
  provider.on('authorization.success', (ctx, answer) => {
    if (answer.code) launched.set(answer.code, ctx.oidc.params.launch);
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route !== 'token' || !ctx.body?.access_token) return;
    const { AccessToken: token } = ctx.oidc.entities;
    const launch = launched.get(ctx.oidc.params.code);
    const context = options.launches[launch] ?? contexts.get(token.grantId) ?? { patient: token.accountId };
    contexts.set(token.grantId, context);
    Object.assign(ctx.body, context);
  });
  return provider;
}

export function smartConfiguration({ issuer }) {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/reg`,
    introspection_endpoint: `${issuer}/token/introspection`,
    revocation_endpoint: `${issuer}/token/revocation`,
    authorization_response_iss_parameter_supported: true,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'offline_access', ...LAUNCH, 'patient/*.rs'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    code_challenge_methods_supported: ['S256'],
    capabilities: [
      'launch-ehr', 'launch-standalone', 'client-public', 'client-confidential-symmetric',
      'client-confidential-asymmetric', 'sso-openid-connect', 'context-ehr-patient',
      'context-standalone-patient', 'permission-offline', 'permission-online', 'permission-patient',
      'permission-v1', 'permission-v2',
    ],
  };
}
