// oidc-provider and Medplum's repository behind one address, as a SMART on FHIR server.
//
// Started by tests/interop with its settings in `INTEROP`: `issuer` (the address at which the recorder in front of
// it listens), `clients`, `launches`, `accessTokenSeconds`. Prints the port it listens on; ends with its parent.
import { createServer } from 'node:http';
import { authorizationServer, smartConfiguration } from './authorization.mjs';
import { records } from './records.mjs';

const settings = JSON.parse(process.env.INTEROP);
const options = { ...settings, fhirBase: `${settings.issuer}/fhir` };
const provider = authorizationServer(options);
const oauth = provider.callback();
const fhir = await records();

function answer(response, status, body, headers = {}) {
  const type = status === 200 && body.resourceType === undefined ? 'application/json' : 'application/fhir+json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(JSON.stringify(body));
}

const refusal = (code) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

async function readFhir(request, response, url) {
  if (url.pathname === '/.well-known/smart-configuration') return answer(response, 200, smartConfiguration(options));
  if (url.pathname !== '/metadata') {
    const [scheme, bearer] = (request.headers.authorization ?? '').split(' ');
    const token = scheme === 'Bearer' ? await provider.AccessToken.find(bearer) : undefined;
    if (!token) return answer(response, 401, refusal('login'), { 'www-authenticate': 'Bearer error="invalid_token"' });
  }
  const [status, body] = await fhir(request.method, url);
  return answer(response, status, body);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, settings.issuer);
  if (url.pathname !== '/fhir' && !url.pathname.startsWith('/fhir/')) return oauth(request, response);
  url.pathname = url.pathname.slice('/fhir'.length);
  readFhir(request, response, url).catch((error) => {
    console.error(error);
    answer(response, 500, refusal('exception'));
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
