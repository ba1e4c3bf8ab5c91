import assert from 'node:assert/strict';
import { contractTemplatesIn, fitting } from '../../src/lucca/contract-templates.js';

const CDI = { id: 1, name: 'CDI', establishmentIds: undefined };

describe('contract templates', () => {
  const FORMS: [string, unknown, unknown][] = [
    ['a list', [{ id: 1, name: 'CDI' }], [CDI]],
    ['items', { items: [{ id: 1, name: 'CDI' }], count: 1 }, [CDI]],
    ['data', { data: [{ id: 1, name: 'CDI' }] }, [CDI]],
    ['data.items', { header: {}, data: { items: [{ id: 1, name: 'CDI' }] } }, [CDI]],
    ['an empty list', { items: [] }, []],
    ['an id as text', [{ id: '1', name: 'CDI' }], [CDI]],
    ['a title', [{ id: 1, title: ' CDI ' }], [CDI]],
    ['a name that is no text, and a title', [{ id: 1, name: 7, title: 'CDI' }], [CDI]],
    ['translations', [{ id: 1, t9n: { 'en-US': 'Permanent', 'fr-FR': 'CDI' } }], [CDI]],
    ['translations of a title', [{ id: 1, t9n: { title: { 'de-DE': 'Unbefristet', 'fr-FR': 'CDI' } } }], [CDI]],
    ['one without a name', [{ id: 2 }, { id: 1, name: 'CDI' }], [CDI]],
    ['one without an id', [{ name: 'CDD' }, null, 'CDD', { id: 1, name: 'CDI' }], [CDI]],
    [
      'archived ones',
      [
        { id: 2, name: 'CDD', isArchived: true },
        { id: 3, name: 'X', isActive: false },
        { id: 1, name: 'CDI' },
      ],
      [CDI],
    ],
    ['limits by ids', [{ id: 1, name: 'CDI', establishmentIds: [1, '2'] }], [{ ...CDI, establishmentIds: [1, 2] }]],
    ['limits by objects', [{ id: 1, name: 'CDI', establishments: [{ id: 3, name: 'Lyon' }] }], [{ ...CDI, establishmentIds: [3] }]],
    ['limits in a form that nobody knows', [{ id: 1, name: 'CDI', establishmentIds: 'all' }], [CDI]],
    ['an object without a list', { url: '/x' }, undefined],
    ['items that are no list', { items: 'soon', data: [7] }, undefined],
    ['nothing', null, undefined],
    ['a text', 'ok', undefined],
  ];
  for (const [what, answer, templates] of FORMS)
    it(`are read from ${what}`, () => assert.deepEqual(contractTemplatesIn(answer), templates));

  it('fit an establishment that they are not kept from', () => {
    const some = [CDI, { ...CDI, id: 2, establishmentIds: [] }, { ...CDI, id: 3, establishmentIds: [7] }];
    assert.deepEqual(
      fitting(some, 1).map(({ id }) => id),
      [1, 2],
    );
    assert.deepEqual(
      fitting(some, 7).map(({ id }) => id),
      [1, 2, 3],
    );
  });
});
