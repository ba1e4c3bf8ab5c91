import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formOf, mergedAll, shapeOf } from '../../src/trace/shape.js';
import { keptPath, Tracer } from '../../src/trace/trace.js';

/** What must never stand in a trace, in every way in which people and keys are written. */
const SECRETS = [
  'Zorgluberg',
  'ZORGLUBERG',
  'Éloïse-Marguerite Ångström',
  'eloise.angstrom@acme-holding.example',
  '+33 6 39 98 76 54',
  '+33639987654',
  'k3y-8f7a6b5c4d',
  'G6KzqPnNLyp31m0l',
  '<p>Zorgluberg</p>',
];
const PHONE = 33_639_987_654;

const place = fc.oneof(fc.constantFrom(...SECRETS, PHONE, null, true, 7), fc.string(), fc.integer());
const field = fc.oneof(fc.constantFrom('id', 'firstName', 'mail', 'Message', 'error'), fc.constantFrom('1474', 'a@b.example', 'fr-FR'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, place, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(field, tie('value'), { maxKeys: 4 })),
}));

function leaks(text: string): string[] {
  return [...SECRETS, String(PHONE), '1474', 'a@b.example'].filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
}

describe('a trace', () => {
  it('holds nobody who stands in an answer, and no key: not of a value, a map, a path, a query, a header, an answer that is no JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.constantFrom(...SECRETS)), { minLength: 1, maxLength: 4 }), (answers) => {
        const tracer = new Tracer();
        tracer.add({ method: 'GET', path: '/api/v3/users', query: {}, status: 200, body: JSON.stringify(SECRETS) });
        for (const [answer, secret] of answers) {
          const json = JSON.stringify(answer);
          const request = { method: 'GET', path: `/company/${secret}/applicant/1474/traits`, query: { mail: `${secret},a@b.example` } };
          tracer.add({ ...request, status: 200, body: json, retryAfter: secret });
          tracer.add({ ...request, status: 500, body: `${secret} ${json}` });
          tracer.add({ ...request, status: 404, body: JSON.stringify({ Message: `No ${secret}`, [secret]: 1 }) });
        }
        const written = JSON.stringify(tracer.calls);
        assert.deepEqual(leaks(written), [], written);
      }),
    );
  });

  it('tells types, nulls, absence, lengths and forms', () => {
    const shape = mergedAll(
      [
        { id: 7, lastName: 'MARTIN', dtContractStart: '2027-01-04T00:00:00', headId: null, on: true },
        { id: '12', lastName: 'Ng', tags: [{ folder: true }, { folder: null }] },
      ].map((one) => shapeOf(one)),
    );
    assert.deepEqual(shape?.objects?.fields, {
      id: {
        seen: 2,
        numbers: { seen: 1, integer: true, digits: [1, 1] },
        texts: { seen: 1, lengths: [2, 2], forms: ['99'] },
      },
      lastName: { seen: 2, texts: { seen: 2, lengths: [2, 6], forms: ['capitals', 'mixed case'] } },
      dtContractStart: { seen: 1, texts: { seen: 1, lengths: [19, 19], forms: ['9999-99-99T99:99:99'] } },
      headId: { seen: 1, nulls: 1 },
      on: { seen: 1, booleans: 1 },
      tags: {
        seen: 1,
        lists: {
          seen: 1,
          lengths: [2, 2],
          of: { seen: 2, objects: { seen: 2, fields: { folder: { seen: 2, booleans: 1, nulls: 1 } } } },
        },
      },
    });
  });

  it('tells no key of a map', () => {
    const map = { cmartin: { id: 1, since: 2020 }, oduval: { id: 2, since: 2021 } };
    assert.deepEqual(Object.keys(shapeOf(map).objects?.fields ?? {}), ['{key}']);
    assert.deepEqual(Object.keys(shapeOf({ 'fr-FR': 'CDI', en: 'Permanent' }).objects?.fields ?? {}), ['{key}']);
  });

  it('tells the form of a text, never its letters', () => {
    for (const [text, form] of [
      ['', 'empty'],
      ['/1/2.5/', '/9/9.9/'],
      ['06 39 98 76 54', '99 99 99 99 99'],
      ['04/01/27', '99/99/99'],
      ['camille@example.org', 'address'],
      ['G6KzqPnNLyp31m0l', 'letters and digits'],
      ['<b>x</b>', 'html'],
      ['Camille', 'mixed case'],
      ['camille', 'lower case'],
      ['李', 'no letters'],
    ] as const)
      assert.equal(formOf(text), form);
  });

  it('keeps of a path the words of the API alone', () => {
    assert.equal(keptPath('/company/acme/applicant/G6KzqPnNLyp31m0l/traits'), '/company/{id}/applicant/{id}/traits');
    assert.equal(keptPath('/directory/api/4.0/work-contracts/17'), '/directory/api/4.0/work-contracts/{id}');
  });

  it('tells the values of a documented enumeration, and of no other field', () => {
    const tracer = new Tracer();
    const body = JSON.stringify([{ type: 'vacancies', title: 'candidates' }, { type: 'Service IT' }]);
    tracer.add({ method: 'GET', path: '/company/x/tags', query: {}, status: 200, body });
    assert.deepEqual(tracer.calls[0]?.values, { type: ['vacancies'] });
    assert.doesNotMatch(JSON.stringify(tracer.calls), /Service/);
  });
});
