import assert from 'node:assert/strict';
import { createReconciliations } from '../../src/client/reconciliations.js';
import type { Reconciliation } from '../../src/contracts/reconciliation.js';
import { eventually, Rig } from '../support/rig.js';

const INTERVIEW = 693;
const START = "Date d'entrée";
const LATER_MS = 20 * 60_000; // a drag of a moment ago may not show in Flatchr's search yet

describe('changes after the fact', () => {
  const board = () => rig.sandbox.flatchr;
  const mails = (about: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(about));
  const inLucca = (lastName: string) => rig.sandbox.lucca.users.filter((user) => user.lastName.toLowerCase() === lastName.toLowerCase());
  const story = async (id: string) => (await rig.hires.state(id)).story.map(({ kind }) => kind);
  let rig: Rig;

  async function compare(): Promise<Reconciliation> {
    const reconciliations = createReconciliations(rig.client, rig.connection);
    await reconciliations.start(rig.connection);
    return (await reconciliations.result(rig.connection)) ?? assert.fail('nothing was compared');
  }

  describe('with a key for Flatchr', () => {
    before(async () => void (rig = await Rig.start({ now: () => Date.now() + LATER_MS })));
    after(() => rig.stop({ replays: 6 }));

    it('asks whether a hire was withdrawn whose candidate was dragged back by nobody that told, once', async () => {
      const { id: applicant } = board().add({ firstname: 'Nele', lastname: 'Zurück', email: 'nele@example.org' });
      const id = await rig.hire({ firstname: 'Ole', lastname: 'Bleibt', email: 'ole@example.org' });
      const left = await rig.drag(applicant);
      await rig.untilStatus(left, 'created');
      await rig.untilStatus(id, 'created');
      board().drag(applicant, INTERVIEW);
      assert.deepEqual((await compare()).changes, { looked: 2, stopped: 0, told: 1 });
      await eventually('the mail', () => mails('Zurück').length === 2);
      assert.equal((await compare()).changes.told, 0);
      assert.equal(mails('Zurück').length, 2);
      assert.equal(mails('Bleibt').length, 1);
      await eventually('the story', async () => (await story(left)).at(-1) === 'told');
      assert.deepEqual((await story(left)).slice(-2), ['changed', 'told']);
      assert.equal(inLucca('Zurück').length, 1, 'nothing is changed in Lucca');
    });

    it('tells of values that were changed in Flatchr, with both', async () => {
      const { id: applicant } = board().add({
        firstname: 'Ada',
        lastname: 'Datum',
        email: 'ada@example.org',
        traits: { [START]: '2027-02-01' },
      });
      await rig.untilStatus(await rig.drag(applicant), 'created');
      const card = board().applicants.find(({ id }) => id === applicant)!;
      Object.assign(card.traits[0]!, { value: '2027-03-01' });
      Object.assign(card.candidate, { email: 'new@example.org' });
      assert.equal((await compare()).changes.told, 1);
      const { text } = await eventually('the mail', () => mails('Datum')[1]);
      for (const said of [/1(er)? février 2027/, /1(er)? mars 2027/, /ada@example\.org/, /new@example\.org/]) assert.match(text, said);
    });

    it('stops a hire that waits for an answer when its candidate has left', async () => {
      const { id: applicant } = board().add({ firstname: 'Ina', lastname: 'Adresslos' });
      const id = await rig.drag(applicant);
      await rig.untilProblem(id, 'missing');
      board().drag(applicant, INTERVIEW);
      assert.equal((await compare()).changes.stopped, 1);
      await rig.untilProblem(id, 'not-hired', 2);
      assert.equal((await compare()).changes.stopped, 0);
    });
  });
});
