import assert from 'node:assert/strict';
import { examine } from '../../src/client/doctor.js';
import type { Check, CheckId } from '../../src/doctor/check.js';
import { Rig, type ConnectionInput } from '../support/rig.js';

/** Settings that are wrong in one place, and what the doctor says of them. */
const BROKEN: [what: string, change: (settings: ConnectionInput) => ConnectionInput, id: CheckId, status: Check['status'], says: RegExp][] =
  [
    ['a wrong key of Lucca', (s) => ({ ...s, lucca: { ...s.lucca, apiKey: 'wrong' } }), 'lucca.key', 'fail', /refuses it .*401/],
    ['no Lucca there', (s) => ({ ...s, lucca: { ...s.lucca, url: 'http://127.0.0.1:1' } }), 'lucca.reachable', 'fail', /ECONNREFUSED/],
    [
      'an unknown establishment',
      (s) => ({ ...s, defaults: { ...s.defaults, establishment: 'Nice' } }),
      'lucca.defaults',
      'fail',
      /no establishment “Nice”/,
    ],
    [
      'an archived establishment',
      (s) => ({ ...s, defaults: { ...s.defaults, establishment: 3 } }),
      'lucca.defaults',
      'fail',
      /no establishment “3”/,
    ],
    [
      'no default for a role',
      (s) => ({ ...s, defaults: { ...s.defaults, primaryRole: undefined } }),
      'lucca.defaults',
      'warn',
      /primary role.*waits for a person/,
    ],
    [
      'a rule with a department that Lucca lacks',
      (s) => ({ ...s, rules: [{ when: { vacancy: 'X' }, use: { department: 'Nowhere' } }] }),
      'lucca.rules',
      'fail',
      /rules\[0\]: Lucca has no department “Nowhere”/,
    ],
    ['a wrong key of Flatchr', (s) => ({ ...s, flatchr: { ...s.flatchr, apiKey: 'wrong' } }), 'flatchr.key', 'fail', /refuses it/],
    [
      'a column that Flatchr lacks',
      (s) => ({ ...s, flatchr: { ...s.flatchr, hiredColumns: ['Embauché'] } }),
      'flatchr.columns',
      'fail',
      /Embauché/,
    ],
  ];

describe('hire doctor, through workers and gateway', () => {
  for (const [what, change, id, status, says] of BROKEN)
    it(`names ${what}`, async () => {
      const rig = await Rig.start({ connection: change });
      try {
        const checks = await examine(rig.client, rig.connection, rig.connection);
        const check = checks.find((one) => one.id === id) ?? assert.fail(`no ${id}`);
        assert.deepEqual([check.status, check.connection], [status, rig.connection], check.summary);
        assert.match(check.summary, says);
        assert.ok(check.remedy);
      } finally {
        await rig.stop();
      }
    });

  it('finds nothing that fails where all is well, and changes nothing in Lucca', async () => {
    const rig = await Rig.start();
    try {
      const checks = await examine(rig.client, rig.connection, rig.connection);
      assert.deepEqual(
        checks.filter(({ status }) => status === 'fail'),
        [],
      );
      assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length, 'each once');
      assert.deepEqual(new Set(rig.sandbox.lucca.ledger.map(({ method }) => method)), new Set(['GET']));
      assert.match(checks.find(({ id }) => id === 'lucca.filters')?.summary ?? '', /in one request/);
      assert.match(checks.find(({ id }) => id === 'lucca.former-employees')?.summary ?? '', /former/);
    } finally {
      await rig.stop();
    }
  });
});
