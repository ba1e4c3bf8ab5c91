import assert from 'node:assert/strict';
import { eventually, type Rig } from '../../support/rig.js';
import { mailed, settings, type Run, type Ways } from './way.js';

/** Short deadlines, for the way `expired`. */
export const HURRIED = { escalateAfter: '300ms', expireAfter: '4s' };

const by = 'Anna';
/** A column that is not the hired one. */
const INTERVIEW = 693;

export const hire: Ways = {
  'straight-through': { go: async (rig) => created(rig, await rig.hire(person('Camille', 'Martin'))) },
  corrected: {
    async go(rig) {
      const id = await rig.hire({ ...person('Louis', 'Garnier'), email: null });
      await rig.untilProblem(id, 'missing');
      await mailed(rig, 1);
      await rig.signal(id, { kind: 'nonsense', by });
      await rig.signal(id, { kind: 'fields', by, fields: { email: 'louis@example.org', department: 'Unknown' } });
      await rig.untilProblem(id, 'unknown', 2);
      await mailed(rig, 2);
      await rig.hires.correct(id, { kind: 'fields', by, problem: 2, fields: { department: 'Service IT' } });
      return created(rig, id);
    },
  },
  'answered-while-mailing': {
    async go(rig) {
      rig.sandbox.faults.add(
        { system: 'mail', method: 'MAIL', times: 1, action: { delayMs: 700, answer: { status: 451 } } },
        { system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 1_500 } },
      );
      const id = await rig.drag(5002);
      await rig.untilProblem(id, 'missing');
      await eventually('the mail is under way', () => (rig.sandbox.faults.active[0]?.applied === 1 ? true : undefined));
      await rig.hires.correct(id, { kind: 'fields', by, fields: { email: 'louis@example.org' } });
      return created(rig, id);
    },
  },
  linked: {
    async go(rig) {
      const id = await rig.drag(5009);
      await rig.untilProblem(id, 'employee-exists');
      await rig.hires.correct(id, { kind: 'use-existing', by, employeeId: 389 });
      return created(rig, id, 'linked');
    },
  },
  'created-anyway': {
    async go(rig) {
      const id = await rig.drag(5009);
      await rig.untilProblem(id, 'employee-exists');
      await rig.hires.correct(id, { kind: 'create-anyway', by });
      return created(rig, id);
    },
  },
  abandoned: {
    async go(rig) {
      const id = await rig.drag(5002);
      await rig.untilProblem(id, 'missing');
      await rig.hires.correct(id, { kind: 'abandon', by, reason: 'withdrew' });
      return failed(rig, id);
    },
  },
  'abandoned-while-creating': {
    async go(rig) {
      rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { when: 'after', delayMs: 1_000 } });
      const id = await rig.hire(person('Emil', 'Meyer'));
      await eventually('the request', () => rig.sandbox.lucca.ledger.find(({ method }) => method === 'POST'));
      await rig.signal(id, { kind: 'abandon', by, reason: 'withdrew' });
      return failed(rig, id);
    },
  },
  'left-and-back': {
    async go(rig) {
      const { id: applicant } = rig.sandbox.flatchr.add({ firstname: 'Ida', lastname: 'Wander' });
      const id = await rig.drag(applicant);
      await rig.untilProblem(id, 'missing');
      await rig.post(rig.sandbox.flatchr.drag(applicant, INTERVIEW));
      await rig.untilProblem(id, 'not-hired', 2);
      await rig.drag(applicant);
      await rig.untilProblem(id, 'missing', 3);
      await rig.hires.correct(id, { kind: 'fields', by, fields: { email: 'ida@example.org' } });
      return created(rig, id);
    },
  },
  repeat: {
    async go(rig) {
      await created(rig, await rig.hire(person('Rita', 'Doppel')));
      const id = await rig.hire(person('Rita', 'Doppel'));
      await rig.untilStatus(id, 'repeat');
      await rig.handle(id).result();
      return { id };
    },
  },
  cancelled: {
    async go(rig) {
      const id = await rig.drag(5002);
      await rig.untilProblem(id, 'missing');
      await rig.handle(id).cancel();
      return failed(rig, id);
    },
  },
  previewed: {
    ...settings({ mode: 'preview' }),
    go: async (rig) => failed(rig, await rig.hire(person('Paula', 'Vorab'))),
  },
  approved: {
    ...settings({ mode: 'approve' }),
    async go(rig) {
      const id = await rig.hire(person('Alba', 'Freigabe'));
      await rig.untilProblem(id, 'approval');
      await mailed(rig, 1);
      await rig.hires.correct(id, { kind: 'fields', by, problem: 1, fields: { department: 'Service IT' } });
      await rig.untilProblem(id, 'approval', 2);
      await mailed(rig, 2);
      await rig.hires.correct(id, { kind: 'approve', by, problem: 2 });
      return created(rig, id);
    },
  },
  expired: {
    ...settings({ correction: HURRIED }),
    async go(rig) {
      const id = await rig.drag(5002);
      return failed(rig, id);
    },
  },
  'unknown-outcome': {
    async go(rig) {
      rig.sandbox.faults.add(
        { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { answer: 'reset' } },
        { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { answer: { status: 400, message: 'Refused' } } },
      );
      const id = await rig.hire(person('Dora', 'Klein'));
      await rig.untilProblem(id, 'lucca-rejected');
      await rig.hires.correct(id, { kind: 'fields', by, fields: { email: 'dora.klein@acme.example' } });
      return created(rig, id);
    },
  },
  'contract-rejected': {
    async go(rig) {
      rig.sandbox.faults.add({ system: 'lucca', method: 'PATCH', path: 'work-contracts', times: 1, action: { answer: { status: 400 } } });
      const id = await rig.hire(person('Cora', 'Blanc'));
      await rig.untilProblem(id, 'contract-rejected');
      await rig.hires.correct(id, { kind: 'fields', by, fields: { contractType: 'CDD' } });
      return created(rig, id);
    },
  },
  'contract-rejected-other-field': {
    async go(rig) {
      rig.sandbox.faults.add({ system: 'lucca', method: 'PATCH', path: 'work-contracts', times: 1, action: { answer: { status: 400 } } });
      const id = await rig.hire(person('Flora', 'Petit'));
      await rig.untilProblem(id, 'contract-rejected');
      await rig.signal(id, { kind: 'fields', by, fields: { email: 'flora@acme.example' } });
      // Recorded while such an answer was still taken, and led to another try.
      const { problem } = await rig.until(id, ({ status, ignoredSignal }) => status === 'created' || ignoredSignal !== undefined);
      if (problem) await rig.hires.correct(id, { kind: 'retry', by });
      return created(rig, id);
    },
  },
  'mail-refused-and-late': {
    ...settings({ admins: ['rh@sandbox.example', 'gone@sandbox.example'] }),
    async go(rig) {
      rig.sandbox.faults.add({ system: 'mail', method: 'RCPT', path: 'gone', action: { answer: { status: 550 } } });
      const id = await rig.hire({ ...person('Rolf', 'Rebut'), email: null });
      await rig.until(id, ({ mail }) => mail === 'refused');
      rig.sandbox.faults.clear();
      rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', times: 1, action: { answer: { status: 451 } } });
      await rig.hires.correct(id, { kind: 'fields', by, fields: { email: 'rolf@example.org' } });
      await rig.until(id, ({ step }) => step === 'notifyAdmin');
      await rig.handle(id).signal('mailLate'); // as the mail's activity does after minutes
      return created(rig, id);
    },
  },
  'login-taken': {
    async go(rig) {
      rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action: { delayMs: 1_000 } });
      const slow = await rig.hire(person('Claire', 'Durand'));
      await eventually('the slow request', () => rig.sandbox.lucca.ledger.find(({ method }) => method === 'POST'));
      await created(rig, await rig.hire(person('Céline', 'Durand')));
      return created(rig, slow);
    },
  },
};

export function person(firstname: string, lastname: string) {
  return { firstname, lastname, email: `${firstname}.${lastname}@example.org`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() };
}

export async function created(rig: Rig, id: string, status: 'created' | 'linked' = 'created'): Promise<Run> {
  await rig.untilStatus(id, status);
  await rig.handle(id).result();
  return { id };
}

export async function failed(rig: Rig, id: string): Promise<Run> {
  assert.match((await rig.untilFailed(id)).type ?? '', /^Hire(?:Abandoned|Expired|Previewed)$/);
  return { id };
}
