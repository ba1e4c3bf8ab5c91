import assert from 'node:assert/strict';
import { createReconciliations } from '../../src/client/reconciliations.js';
import type { Reconciliation } from '../../src/contracts/reconciliation.js';
import { eventually, Rig } from '../support/rig.js';

describe('reconciliation with Flatchr', () => {
  let rig: Rig;
  before(async () => (rig = await Rig.start()));
  after(async () => rig.stop({ replays: 8 }));

  async function compare(): Promise<Reconciliation> {
    const reconciliations = createReconciliations(rig.client, rig.connection);
    await reconciliations.start(rig.connection);
    return (await reconciliations.result(rig.connection)) ?? assert.fail('nothing was compared');
  }
  const countsOf = ({ hired, known, inLucca, started, missing, gone }: Reconciliation) => ({
    hired,
    known,
    inLucca,
    started,
    missing,
    gone,
  });
  const board = () => rig.sandbox.flatchr;
  const mails = (about: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(about));
  const inLucca = (mail: string) => rig.sandbox.lucca.users.filter((user) => user.mail === mail);

  it('starts who was hired without a webhook, says so, and does so once', async () => {
    const lost = board().add({ firstname: 'Nadia', lastname: 'Perdue', email: 'nadia@home.test' });
    board().drag(lost.id);
    assert.deepEqual(countsOf(await compare()), { hired: 1, known: 0, inLucca: 0, started: 1, missing: 0, gone: 0 });
    const id = rig.id(lost.encoded);
    const { story } = await rig.untilStatus(id, 'created');
    assert.deepEqual(story[0]?.kind === 'hired' && story[0].origin, 'reconciliation');
    assert.match((await eventually('the mail', () => mails('Nadia')[0])).text, /Abgleich|comparaison|comparing/);
    assert.deepEqual(countsOf(await compare()), { hired: 1, known: 1, inLucca: 0, started: 0, missing: 0, gone: 0 });

    // The webhook comes after all, with the other id.
    const late = await rig.drag(lost.id);
    await rig.untilStatus(late, 'repeat');
    assert.equal((await rig.hires.state(late)).repeatOf, id);
    assert.equal(inLucca('nadia@home.test').length, 1);
    assert.equal(mails('Nadia').length, 1, 'nobody is asked or told again');
    assert.deepEqual(
      (await rig.hires.list({ connection: rig.connection, limit: 10 })).map((one) => one.id),
      [id],
    );
  });

  it('knows a hire of the webhook by the id that it has read', async () => {
    const candidate = board().add({ firstname: 'Luc', lastname: 'Bon', email: 'luc@home.test' });
    await rig.untilStatus(await rig.drag(candidate.id), 'created');
    const before = await compare();
    assert.equal(before.started + before.missing, 0);
  });
});
