import assert from 'node:assert/strict';
import { createDeriveLogin } from '../../../src/activities/hire/derive-login.js';
import type { LoginOfHire } from '../../../src/client/shown-logins.js';
import type { Connection } from '../../../src/config/schema.js';
import { useActivities } from '../../support/activities.js';

describe('logins of hires under way', () => {
  const rig = useActivities();
  /** Derives logins in one process, as a gateway does. */
  function deriving(shown: readonly LoginOfHire[] = [], mode: Connection['mode'] = 'live') {
    const connection = { ...rig().connection, settings: { ...rig().connection.settings, mode } };
    const derive = createDeriveLogin({
      connections: new Map([['sandbox', connection]]),
      shownLogins: async () => shown,
      now: () => rig().now,
      luccaTimeoutMs: 6_000,
    });
    return async (hireId: string, firstName: string, onlyLook = false) =>
      (await derive({ connection: 'sandbox', hireId, firstName, lastName: 'Nobody', dismissed: [], onlyLook })).done?.value;
  }

  it('differ for namesakes, also when derived at once', async () => {
    const loginOf = deriving();
    const logins = await Promise.all(['Ada', 'Ann', 'Abel', 'Axel', 'Alma', 'Aldo', 'Aino'].map((name) => loginOf(`hire/${name}`, name)));
    assert.equal(new Set(logins).size, 7);
  });

  it('are the same for the same hire, and for one full name: probably one person', async () => {
    const loginOf = deriving();
    assert.equal(await loginOf('hire/1', 'Ada'), 'anobody');
    assert.equal(await loginOf('hire/1', 'Adam'), 'anobody'); // its name was corrected
    assert.equal(await loginOf('hire/2', 'ADAM'), 'anobody');
    assert.equal(await loginOf('hire/3', 'Ann'), 'ann.nobody');
  });

  it('are not taken by who only looks', async () => {
    const loginOf = deriving();
    assert.deepEqual([await loginOf('hire/1', 'Ada', true), await loginOf('hire/2', 'Ann')], ['anobody', 'anobody']);
    assert.equal(await loginOf('hire/1', 'Ada', true), 'ada.nobody');
  });

  it('are free again after ten minutes', async () => {
    const loginOf = deriving();
    await loginOf('hire/1', 'Ada');
    rig().now += 10 * 60_000 - 1;
    assert.equal(await loginOf('hire/2', 'Ann'), 'ann.nobody');
    rig().now += 1;
    assert.equal(await loginOf('hire/3', 'Abel'), 'anobody');
  });

  for (const mode of ['preview', 'approve'] as const)
    it(`stay those of their hires where people are shown them: mode ${mode}`, async () => {
      const loginOf = deriving([], mode);
      assert.deepEqual([await loginOf('hire/1', 'Ada'), await loginOf('hire/2', 'Ann')], ['anobody', 'ann.nobody']);
      rig().now += 90 * 86_400_000;
      assert.deepEqual([await loginOf('hire/2', 'Ann'), await loginOf('hire/1', 'Ada')], ['ann.nobody', 'anobody']);
      assert.equal(await loginOf('hire/1', 'Berta'), 'bnobody');
      assert.equal(await loginOf('hire/3', 'Abel'), 'anobody', 'free again, since its hire has another one');
    });

  it('that people were shown are known to a gateway that opens later, whatever its connections do by then', async () => {
    const loginOf = deriving([{ hireId: 'hire/1', value: 'anobody', firstName: 'Ada', lastName: 'Nobody' }]);
    assert.deepEqual([await loginOf('hire/2', 'Ann'), await loginOf('hire/1', 'Ada')], ['ann.nobody', 'anobody']);
  });
});
