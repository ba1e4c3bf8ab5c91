import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { editCandidate } from '../support/edits.js';
import { Rig } from '../support/rig.js';

const INTERVIEW = 693;
const STALE_AFTER_MS = 500;

describe('an outage between the reading of Flatchr and the creation', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start({ staleAfterMs: STALE_AFTER_MS })));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 4 }));

  const users = (lastname: string) => rig.sandbox.lucca.users.filter(({ lastName }) => lastName === lastname);
  const writes = () => rig.sandbox.lucca.ledger.filter(({ method }) => method === 'POST').length;
  const applicantOf = (id: string) => id.split('/').at(-1) ?? '';

  /** A hire whose values were read before Lucca went down, and are stale by now. */
  async function heldUp(lastname: string): Promise<string> {
    rig.sandbox.faults.add({ system: 'lucca', path: 'departments|roles|establishments|users', action: { answer: { status: 503 } } });
    const id = await rig.hire({ firstname: 'Olga', lastname, email: `${lastname.toLowerCase()}@example.org` });
    await rig.until(id, ({ step }) => step === 'resolveDefaults' || step === 'deriveLogin'); // Lucca's lists may be known from before
    await sleep(STALE_AFTER_MS + 100);
    return id;
  }

  async function over(id: string): Promise<void> {
    rig.sandbox.faults.clear();
    await rig.hires.retryActivities(id);
  }

  it('is no reason to ask or to read twice where Flatchr says the same', async () => {
    const id = await heldUp('Same');
    await over(id);
    await rig.handle(id).result();
    const { story } = await rig.hires.state(id);
    assert.deepEqual(
      story.map(({ kind }) => kind),
      ['hired', 'created', 'told'],
    );
    assert.equal(users('Same').length, 1);
  });

  it('creates nobody who was moved back meanwhile, but asks', async () => {
    const id = await heldUp('Moved');
    await rig.sandbox.flatchr.move(applicantOf(id), INTERVIEW);
    const before = writes();
    await over(id);
    await rig.untilProblem(id, 'not-hired');
    assert.equal(writes(), before);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'moved back' });
    assert.deepEqual((await rig.untilFailed(id)).details, [{ mayExist: false }]);
  });

  it('creates with the name that was corrected meanwhile', async () => {
    const id = await heldUp('Tyop');
    editCandidate(rig.sandbox, applicantOf(id), { lastname: 'Typo' });
    await over(id);
    await rig.handle(id).result();
    assert.deepEqual([users('Tyop').length, users('Typo').length], [0, 1]);
  });

  it('is waited out where Flatchr is down by then', async () => {
    const id = await heldUp('Both');
    rig.sandbox.faults.clear();
    rig.sandbox.faults.add({ system: 'flatchr', path: '.', action: { answer: { status: 503 } } });
    await rig.hires.retryActivities(id);
    await rig.until(id, ({ step }) => step === 'validateHire');
    assert.equal(users('Both').length, 0);
    rig.sandbox.faults.clear();
    await rig.hires.retryActivities(id);
    await rig.handle(id).result();
    assert.equal(users('Both').length, 1);
  });
});
