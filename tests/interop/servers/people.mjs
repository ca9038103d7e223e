// Made-up people.
function patient(id, family, given, birthDate) {
  return { resourceType: 'Patient', id, name: [{ use: 'official', family, given: [given] }], gender: 'female', birthDate };
}

function about(id) {
  const subject = { reference: `Patient/${id}` };
  const active = (system) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code: 'active' }] });
  return [
    {
      resourceType: 'Condition', id: `${id}-condition`, subject, code: { text: 'Asthma' },
      clinicalStatus: active('condition-clinical'), recordedDate: '2020-02-03',
    },
    {
      resourceType: 'AllergyIntolerance', id: `${id}-allergy`, patient: subject, code: { text: 'Penicillin' },
      clinicalStatus: active('allergyintolerance-clinical'),
    },
    ...Array.from({ length: 45 }, (_, index) => ({
      resourceType: 'Observation', id: `${id}-weight-${index}`, subject, status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
      effectiveDateTime: `2025-01-${String((index % 28) + 1).padStart(2, '0')}`,
      valueQuantity: { value: 60 + index / 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    })),
  ];
}

export function people() {
  return [
    patient('ada', 'Quill', 'Ada', '1980-04-05'), ...about('ada'),
    patient('bea', 'Rowan', 'Bea', '1991-06-07'), ...about('bea'),
  ];
}
