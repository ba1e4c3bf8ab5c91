import assert from 'node:assert/strict';
import { createDeriveLogin } from '../../../src/activities/hire/derive-login.js';
import { useActivities } from '../../support/activities.js';

describe('logins of hires under way', () => {
  const rig = useActivities();
  /** Derives logins in one process, as a gateway does. */
  function deriving() {
    const derive = createDeriveLogin({
      connections: new Map([['sandbox', rig().connection]]),
      now: () => rig().now,
      luccaTimeoutMs: 6_000,
    });
    return async (hireId: string, firstName: string) =>
      (await derive({ connection: 'sandbox', hireId, firstName, lastName: 'Nobody', dismissed: [] })).done?.value;
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

  it('are free again after ten minutes', async () => {
    const loginOf = deriving();
    await loginOf('hire/1', 'Ada');
    rig().now += 10 * 60_000 - 1;
    assert.equal(await loginOf('hire/2', 'Ann'), 'ann.nobody');
    rig().now += 1;
    assert.equal(await loginOf('hire/3', 'Abel'), 'anobody');
  });
});
