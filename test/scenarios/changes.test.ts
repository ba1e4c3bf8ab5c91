import assert from 'node:assert/strict';
import { createReconciliations } from '../../src/client/reconciliations.js';
import type { Reconciliation } from '../../src/contracts/reconciliation.js';
import { editCandidate } from '../support/edits.js';
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

    it('asks about the second of two hires of one person, by name and phone, on two vacancies: at once and later', async () => {
      const again = { firstname: 'Kim', lastname: 'Doppelt', phone: '+33 6 12 34 56 78' };
      const vacancies = ['Sales executive', 'Developer', 'Sales executive'];
      const drag = (at: number) => rig.hire({ ...again, email: `kim${at}@example.org`, vacancy: vacancies[at]! });
      const both = await Promise.all([drag(0), drag(1)]);
      const ended = await Promise.all(
        both.map((id) => rig.until(id, ({ status, problem }) => status === 'created' || problem !== undefined)),
      );
      assert.deepEqual(ended.map(({ status, problem }) => problem?.code ?? status).toSorted(), ['created', 'employee-exists']);
      await rig.untilProblem(await drag(2), 'employee-exists');
      assert.equal(inLucca('Doppelt').length, 1);
    });
  });

  describe('by webhooks alone', () => {
    before(async () => void (rig = await Rig.start({ connection: (it) => ({ ...it, flatchr: { ...it.flatchr, apiKey: undefined } }) })));
    afterEach(() => rig.sandbox.faults.clear());
    after(() => rig.stop({ replays: 6 }));

    const moved = async (applicant: number, column?: number) =>
      (await rig.post(board().drag(applicant, column))).body as { outcome?: string };

    it('stops a hire that sits out an outage, before it creates anyone; hired again, the new start date counts', async () => {
      const vacancy = board().addVacancy({ title: 'Night porter', startDate: '2026-12-07T00:00:00.000Z' });
      const { id: applicant } = board().add({ firstname: 'Ugo', lastname: 'Ausfall', email: 'ugo@example.org', vacancy: 'Night porter' });
      rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { answer: { status: 401 } } });
      const id = await rig.drag(applicant);
      await eventually('the outage', async () => (await rig.hires.heldUpBy(id)).some(({ step }) => step === 'createEmployee') || undefined);
      assert.deepEqual(await moved(applicant, INTERVIEW), { hire: id, outcome: 'stopped' });
      await rig.untilProblem(id, 'not-hired');
      rig.sandbox.faults.clear();
      await rig.hires.correct(id, { kind: 'retry', by: 'Anna' });
      await rig.untilProblem(id, 'not-hired', 2);
      assert.equal(inLucca('Ausfall').length, 0);
      Object.assign(vacancy, { startDate: '2027-01-11T00:00:00.000Z' });
      assert.equal((await moved(applicant)).outcome, 'news');
      const { draft } = await rig.untilStatus(id, 'created');
      assert.equal(draft.startDate?.value, '2027-01-11');
      assert.equal(inLucca('Ausfall').length, 1);
    });

    it('tells once of a drag away, of one back with another date and name, and of nothing that it does not know', async () => {
      const vacancy = board().addVacancy({ title: 'Day porter', startDate: '2026-12-07T00:00:00.000Z' });
      const { id: applicant } = board().add({ firstname: 'Ida', lastname: 'Hinher', email: 'ida@example.org', vacancy: 'Day porter' });
      const id = await rig.drag(applicant);
      await rig.handle(id).result();
      const away = board().drag(applicant, INTERVIEW);
      const answers = await Promise.all([rig.post(away), rig.post(away), rig.post(away)]);
      assert.ok(answers.some(({ body }) => (body as { outcome?: string }).outcome === 'told'));
      await eventually('the mail', () => mails('Hinher').length === 2 || undefined);
      assert.deepEqual((await rig.post(away)).body, { ignored: 'column' });
      editCandidate(rig.sandbox, applicant, { lastname: 'Hinher-Lang' });
      Object.assign(vacancy, { startDate: '2027-01-11T00:00:00.000Z' });
      assert.equal((await moved(applicant)).outcome, 'started-anew');
      await eventually('the mail', () => mails('Hinher').length === 3 || undefined);
      const told = (await rig.hires.state(id)).story.flatMap((event) =>
        event.kind === 'changed' ? [event.changes.map((change) => (change.kind === 'value' ? change.field : change.kind)).join()] : [],
      );
      assert.deepEqual(told, ['left', 'back,lastName,startDate']);
      assert.deepEqual([inLucca('Hinher').length, inLucca('Hinher-Lang').length], [1, 0]);
      assert.deepEqual(await moved(board().add({ lastname: 'Fremd' }).id, INTERVIEW), { ignored: 'column' });
    });
  });
});
