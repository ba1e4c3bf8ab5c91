import assert from 'node:assert/strict';
import type { HireSummary, HoldUp } from '../../src/client.js';
import { showList, showState } from '../../src/cli/show.js';
import type { HireState } from '../../src/workflows/hire/messages.js';

const at = '2027-01-04T08:02:00.000Z';
const ISSUE = { code: 'missing', field: 'department' } as const;
const STATE: HireState = {
  order: { connection: 'acme', applicant: '1', candidate: {}, vacancy: {} },
  status: 'awaiting-correction',
  step: 'resolveDefaults',
  person: 'Camille Martin',
  draft: { department: { value: 14, label: 'IT', origin: 'rule' } },
  problem: { number: 2, step: 'resolveDefaults', code: 'missing', issues: [ISSUE], remedies: ['fields'] },
  waitingSince: at,
  next: { reminder: 'escalation', at },
  chain: 'run',
  continued: false,
  corrections: [],
  story: [
    { kind: 'hired', at },
    { kind: 'problem', number: 1, step: 'resolveDefaults', code: 'missing', issues: [ISSUE], at },
    { kind: 'told', notice: 'problem', accepted: 1, refused: 1, at },
    { kind: 'answered', correction: { kind: 'retry', by: 'Anna' }, problem: 1, at },
    { kind: 'mail-late', at },
    { kind: 'created', employee: { id: 7, login: 'cmartin', link: 'https://acme.ilucca.net' }, at },
    { kind: 'expired', at },
  ],
};

describe('what the command line shows', () => {
  it('tells all about a hire, and its story', () => {
    const shown = showState('hire/acme/1', STATE);
    for (const part of [/^hire\/acme\/1 {2}awaiting-correction\n/, /IT \(14\)/, /Problem 2: missing, since/, /Next: escalation at 2027/])
      assert.match(shown, part);
    assert.deepEqual(
      shown
        .split('\n')
        .slice(-7)
        .map((line) => line.replace('2027-01-04 08:02:00  ', '')),
      [
        'moved to the hired column',
        'problem 1: missing department',
        'mail (problem): 1 accepted, 1 refused',
        'retry by Anna',
        'the mail server takes no mail',
        'created: employee 7, login cmartin',
        'expired',
      ],
    );
  });

  it('says what holds a hire up: the step, since when, why in words, and the next attempt', () => {
    const { problem: _, waitingSince: __, ...rest } = STATE;
    const heldUp: HoldUp = {
      step: 'createEmployee',
      since: at,
      attempts: 7,
      next: '2027-01-04T08:07:30.500Z',
      failure: 'LuccaUnauthorized',
      system: 'lucca',
    };
    const shown = (more: Partial<HoldUp>) =>
      showState('hire/acme/1', { ...rest, status: 'in-progress' }, [{ ...heldUp, ...more }]).split('\n')[2];
    assert.equal(
      shown({}),
      'Held up at createEmployee since 2027-01-04 08:02 UTC: Lucca refuses the API key, or it lacks a right (LuccaUnauthorized), attempt 7, next at 08:07:30 UTC',
    );
    assert.equal(
      shown({ since: undefined, next: undefined, failure: 'TypeError', attempts: 1 }),
      'Held up at createEmployee: it failed (TypeError), attempt 1',
    );
    const hire: HireSummary = { id: 'hire/acme/1', run: 'r', status: 'in-progress', person: 'Camille Martin', startedAt: at };
    assert.match(showList([hire], new Map([[hire.id, [heldUp]]])), /Camille Martin {2}createEmployee: LuccaUnauthorized {2}2027/);
  });

  it('lists hires, what they wait for, and mails that have not arrived', () => {
    const hire: HireSummary = { id: 'hire/acme/1', run: 'r', status: 'awaiting-correction', person: 'Camille Martin', startedAt: at };
    const problem = { number: 1, code: 'missing', step: 'resolveDefaults', issues: [] } as const;
    const shown = showList([{ ...hire, problem, mail: 'late' }, { ...hire, status: 'created', problem, mail: 'refused' }, hire]);
    assert.match(shown, /Camille Martin {2}1: missing, mail late {2}2027-01-04 08:02\n/);
    assert.match(shown, /created {14}Camille Martin {2}mail refused +2027/);
    assert.equal(showList([]), 'No hires');
  });
});
