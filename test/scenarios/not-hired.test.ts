import assert from 'node:assert/strict';
import { Rig } from '../support/rig.js';

const INTERVIEW = 693;

describe('a candidate who is not in the hired column', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  after(() => rig.stop({ replays: 5 }));

  /** A webhook that comes although the candidate has been moved away meanwhile. */
  async function movedAway(lastname: string): Promise<{ id: string; applicant: number }> {
    const { id: applicant } = rig.sandbox.flatchr.add({ firstname: 'Noa', lastname, email: `${lastname}@example.org` });
    const body = rig.sandbox.flatchr.drag(applicant);
    await rig.sandbox.flatchr.move(applicant, INTERVIEW);
    await rig.post(body);
    return { id: rig.id(applicant), applicant };
  }

  it('waits for a person, and goes on when the candidate is back', async () => {
    const { id, applicant } = await movedAway('Back');
    await rig.untilProblem(id, 'not-hired');
    rig.sandbox.flatchr.drag(applicant);
    await rig.hires.correct(id, { kind: 'retry', by: 'Anna' });
    await rig.untilStatus(id, 'created');
  });

  it('asks again when nothing has changed', async () => {
    const { id } = await movedAway('Still');
    await rig.untilProblem(id, 'not-hired');
    await rig.signal(id, { kind: 'retry', by: 'Anna' });
    await rig.untilProblem(id, 'not-hired', 2);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'a mistake' });
    await rig.untilFailed(id);
    assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => lastName === 'Still').length, 0);
  });

  it('is created all the same when a person says so', async () => {
    const { id } = await movedAway('Anyway');
    await rig.untilProblem(id, 'not-hired');
    await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
    await rig.untilStatus(id, 'created');
  });

  it('is told from a namesake without an e-mail by a person alone', async () => {
    const namesake = { firstname: 'Noa', lastname: 'Namesake', vacancy: 'Developer' };
    rig.sandbox.flatchr.drag(rig.sandbox.flatchr.add(namesake).id);
    const id = await rig.hire(namesake);
    await rig.untilProblem(id, 'ambiguous');
    await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
    await rig.untilProblem(id, 'missing', 2);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'namesake@example.org' } });
    await rig.untilStatus(id, 'created');
  });

  it('is no problem while the search lags behind the drag', async () => {
    rig.sandbox.set({ searchLagMs: 200 });
    const id = await rig.hire({ firstname: 'Noa', lastname: 'Lag', email: 'lag@example.org' });
    const { corrections } = await rig.until(id, ({ status, problem }) => status === 'created' || problem !== undefined);
    assert.deepEqual([corrections, (await rig.hires.state(id)).status], [[], 'created']);
  });
});
