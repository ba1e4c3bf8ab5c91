import assert from 'node:assert/strict';
import { ActivityCancelledError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { defaultActivityInfo } from '@temporalio/testing';
import type { FaultInput } from '../../../sandbox/faults.js';
import { failure } from '../../../src/activities/attempt/technical-trouble.js';
import { Failure } from '../../../src/hire/failures.js';
import type { Intent } from '../../../src/activities/hire/intent.js';
import type { CreateOrder, CreateResult } from '../../../src/hire/steps.js';
import type { NewLuccaUser } from '../../../src/lucca/lucca-client.js';
import { failureOf, useActivities, type Surroundings } from '../../support/activities.js';
import { DRAFT, draftWith, VALIDATED } from '../../support/draft.js';

const POST = { system: 'lucca', method: 'POST', path: '/users' } as const;
const ANSWERS = ['stall', 'reset', { status: 408 }, { status: 500 }, { status: 503 }, 'truncated', 'html', 'empty', 'wrong-json'] as const;
const SETTLE_MS = 45_000;

/** The run that the mock environment works for. */
const RUN = defaultActivityInfo.workflowExecution?.runId ?? '';

describe('createEmployee', () => {
  const rig = useActivities((settings) => ({ ...settings, lucca: { ...settings.lucca, settleFor: '45s' } }));

  /** One attempt, with what earlier ones left in Temporal. */
  function attempt(
    { draft = DRAFT, sent = [], dismissed = [], ...more }: Partial<Omit<Extract<CreateOrder, { kind: 'create' }>, 'kind'>> = {},
    surroundings: Surroundings = {},
  ): Promise<CreateResult> {
    return run(
      {
        kind: 'create',
        hireId: 'hire/sandbox/1',
        connection: 'sandbox',
        draft,
        sent,
        dismissed,
        knows: RUN,
        validated: VALIDATED,
        ...more,
      },
      surroundings,
    );
  }
  function run(order: CreateOrder, { info = {}, ...rest }: Surroundings = {}): Promise<CreateResult> {
    return rig().run('createEmployee', order, { info: { heartbeatDetails: rig().heartbeats.at(-1), ...info }, ...rest });
  }

  const fault = (action: FaultInput['action'], rule: Partial<FaultInput> = {}) =>
    rig().sandbox.faults.add({ ...POST, times: 1, ...rule, action });
  const created = () => rig().sandbox.lucca.users.filter(({ id }) => id > 1_000);
  const contracts = () => rig().sandbox.lucca.contracts.filter(({ ownerId }) => ownerId > 1_000);
  const requests = () =>
    rig().sandbox.lucca.ledger.map(({ method, path }) => `${method} ${path.split('/').at(method === 'PATCH' ? -2 : -1)}`);
  const lastIntent = () => rig().heartbeats.at(-1);
  /** Someone else puts a record into Lucca. */
  const elsewhere = async (changes: Partial<NewLuccaUser> = {}) => {
    const { id } = await rig().connection.writer.createUser({
      firstName: 'Charles',
      lastName: 'Magne',
      mail: 'charles@example.org',
      login: 'charles',
      legalEntityId: 1,
      departmentId: 10,
      rolePrincipalId: 55,
      dtContractStart: '2027-01-01T00:00:00',
      ...changes,
    });
    return id;
  };
  const SAME: Partial<NewLuccaUser> = { firstName: 'Camille', lastName: 'Martin', mail: DRAFT.email.value, login: 'cmartin' };

  function problemOf(result: CreateResult) {
    return result.kind === 'problem' ? result : assert.fail(JSON.stringify(result));
  }
  const employeeOf = (result: CreateResult) => (result.kind === 'created' ? result.employee : assert.fail(JSON.stringify(result)));
  const unknown = async (result: Promise<unknown>) => {
    const failure = await failureOf(result);
    assert.equal(failure.type, 'EmployeeOutcomeUnknown', failure.message);
    return failure.nextRetryDelay;
  };

  describe('without trouble', () => {
    it('sends nothing while its connection is paused, also when that was said while it waited for its turn', async () => {
      for (const passes of [0, 1]) {
        let asked = 0;
        const unlessPaused = async () => {
          if (asked++ === passes) throw failure(Failure.ConnectionPaused, 'paused');
        };
        assert.equal((await failureOf(attempt({}, { unlessPaused }))).type, 'ConnectionPaused');
      }
      assert.equal(rig().creations, 0);
      assert.equal(lastIntent()?.postedAt, undefined);
      assert.equal((await attempt()).kind, 'created');
    });

    it('looks, creates with all values, and sets the contract type', async () => {
      const employee = employeeOf(await attempt());
      const [user, ...others] = created();
      assert.ok(user && others.length === 0);
      assert.deepEqual(employee, {
        id: user.id,
        login: 'cmartin',
        link: `${rig().sandbox.url}/lucca/directory/users/cards?employeeId=${user.id}`,
      });
      const { firstName, lastName, mail, login, legalEntityId, departmentId, rolePrincipalId, dtContractStart, personalMobile } = user;
      assert.deepEqual(
        { firstName, lastName, mail, login, legalEntityId, departmentId, rolePrincipalId, dtContractStart, personalMobile },
        {
          firstName: 'Camille',
          lastName: 'Martin',
          mail: 'camille.martin@example.org',
          login: 'cmartin',
          legalEntityId: 2,
          departmentId: 14,
          rolePrincipalId: 56,
          dtContractStart: '2027-03-01T00:00:00',
          personalMobile: '+33612345678',
        },
      );
      assert.deepEqual(
        contracts().map(({ ownerId, typeId, startsOn }) => [ownerId, typeId, startsOn]),
        [[user.id, 2, '2027-03-01']],
      );
      const [directory, ...hires] = requests();
      assert.equal(directory, 'GET users'); // read once, when the gateway opens
      assert.deepEqual(hires, ['GET users', 'GET users', 'POST users', 'GET work-contracts', 'PATCH work-contracts']);
    });

    it('tells the login that Lucca stored', async () => {
      const { writer } = rig().connection;
      const createUser: typeof writer.createUser = async (...order) => ({ ...(await writer.createUser(...order)), login: 'CMARTIN01' });
      const connection = { ...rig().connection, writer: { ...writer, createUser } };
      assert.equal(employeeOf(await attempt({}, { connection })).login, 'CMARTIN01');
      assert.equal(employeeOf(await attempt()).login, 'CMARTIN01', 'the next attempt knows it');
    });

    it('goes without a phone', async () => {
      const { phone: _phone, ...draft } = DRAFT;
      await attempt({ draft });
      assert.equal(created()[0]?.personalMobile, null);
    });

    it('has its intent kept by Temporal before anything is sent', async () => {
      const seen: [number, Intent][] = [];
      const { id } = employeeOf(await attempt({}, { onHeartbeat: (details) => void seen.push([rig().creations, details]) }));
      assert.deepEqual(seen, [
        [0, { postedAt: rig().now }],
        [1, { postedAt: rig().now, employeeId: id, login: 'cmartin' }],
      ]);
    });

    it('sends nothing when Temporal does not keep the intent', async () => {
      const onHeartbeat = () => {
        throw new Error('the server does not answer');
      };
      await assert.rejects(attempt({}, { onHeartbeat }), /does not answer/);
      assert.deepEqual([rig().creations, created().length], [0, 0]);
    });

    it('only loses a look-up when the id is not kept', async () => {
      const onHeartbeat = ({ employeeId }: Intent) => {
        if (employeeId !== undefined) throw new Error('the server does not answer');
      };
      employeeOf(await attempt({}, { onHeartbeat }));
    });
  });

  describe('cancelled before the request', () => {
    it('sends nothing when this worker knows', async () => {
      await assert.rejects(attempt({}, { prepare: (environment) => environment.cancel() }), CancelledFailure);
      assert.equal(rig().creations, 0);
      assert.deepEqual(rig().heartbeats, []);
    });

    it('sends nothing when only the server knows', async () => {
      const onHeartbeat = () => {
        throw new ActivityCancelledError('gone');
      };
      await assert.rejects(attempt({}, { onHeartbeat }), CancelledFailure);
      assert.equal(rig().creations, 0);
    });
  });

  describe('with an outcome unknown', () => {
    for (const answer of ANSWERS) {
      it(`finds its own after ${JSON.stringify(answer)}, and creates nothing more`, async () => {
        fault({ when: 'after', answer });
        assert.equal(await unknown(attempt()), 6_000);
        assert.equal(created().length, 1);
        rig().now += 6_000;
        assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
        assert.deepEqual([rig().creations, created().length, contracts()[0]?.typeId], [1, 1, 2]);
      });

      it(`creates after ${JSON.stringify(answer)} that carried nothing, but not before it has settled`, async () => {
        fault({ when: 'before', answer });
        await unknown(attempt());
        rig().now += SETTLE_MS - 1;
        assert.equal(await unknown(attempt()), 1);
        assert.equal(rig().creations, 1);
        rig().now += 1;
        employeeOf(await attempt());
        assert.deepEqual([rig().creations, created().length], [2, 1]);
      });
    }

    it('looks again at doubled distances, the last time when it must have settled', async () => {
      fault({ answer: 'reset' });
      const delays = [await unknown(attempt())];
      const settled = rig().now + SETTLE_MS;
      while (rig().now + Number(delays.at(-1)) < settled) {
        rig().now += Number(delays.at(-1));
        delays.push(await unknown(attempt()));
      }
      assert.deepEqual(delays, [6_000, 6_000, 12_000, 21_000]);
    });

    it('finds its own as soon as Lucca shows it, however late', async () => {
      fault({ when: 'after', visibleAfterMs: 20_000, answer: 'reset' });
      await unknown(attempt());
      for (let look = 1; look <= 2; look++) {
        rig().now += 6_000;
        await unknown(attempt());
      }
      rig().now += 8_000;
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
      assert.deepEqual([rig().creations, created().length], [1, 1]);
    });

    it('waits after a kill that left an intent, and then creates', async () => {
      rig().heartbeats.push({ postedAt: rig().now - 1_000 });
      await unknown(attempt());
      assert.equal(rig().creations, 0);
      rig().now += SETTLE_MS;
      employeeOf(await attempt());
      assert.equal(created().length, 1);
    });

    it('finds its own after a kill in the middle of the request', async () => {
      await elsewhere(SAME); // what the killed attempt's request did
      rig().heartbeats.push({ postedAt: rig().now - 1_000 });
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
      assert.equal(created().length, 1);
    });

    it('does not wait after a kill that left no intent', async () => {
      employeeOf(await attempt({}, { info: { attempt: 2 } }));
      assert.equal(created().length, 1);
    });

    it('keeps the doubt when looks fail meanwhile', async () => {
      fault({ when: 'after', visibleAfterMs: 10_000, answer: 'reset' });
      await unknown(attempt());
      fault({ answer: { status: 503 } }, { method: 'GET' });
      assert.equal((await failureOf(attempt())).type, 'LuccaUnavailable');
      assert.notEqual(lastIntent()?.postedAt, undefined);
      rig().now += 10_000;
      employeeOf(await attempt());
      assert.equal(created().length, 1);
    });

    it("shows someone else's record only when its own may no longer appear", async () => {
      fault({ answer: 'reset' });
      await unknown(attempt());
      await elsewhere({ mail: DRAFT.email.value });
      await unknown(attempt());
      rig().now += SETTLE_MS;
      const { problem, maybeSent } = problemOf(await attempt());
      assert.deepEqual([problem.code, maybeSent], ['employee-exists', true]);
    });

    it('shows whoever holds the e-mail of an earlier draft: it may be its own, with another login since', async () => {
      await elsewhere({ ...SAME, login: 'c.martin' });
      const draft = { ...DRAFT, email: { value: 'camille@acme.example', origin: 'correction' } } as const;
      const { problem } = problemOf(await attempt({ draft, sent: [DRAFT] }));
      assert.deepEqual([problem.code, problem.existing?.map(({ same }) => same)], ['employee-exists', ['email']]);
    });

    it('shows whoever holds the login in doubt: it may be its own, renamed since; dismissed, it is a stranger', async () => {
      await elsewhere({ login: DRAFT.login.value, firstName: 'Camille', lastName: 'Durand', mail: 'c.durand@acme.example' });
      const sent = [DRAFT];
      const { problem } = problemOf(await attempt({ sent }));
      assert.deepEqual([problem.code, problem.existing?.map(({ same }) => same)], ['employee-exists', ['login']]);
      const dismissed = problem.existing?.map(({ id }) => id) ?? [];
      assert.deepEqual(await attempt({ sent, dismissed }), { kind: 'login-taken' });
      assert.equal(created().length, 1);
    });
  });

  describe('its own record', () => {
    it('agrees in login, e-mail and both names, but for case and accents', async () => {
      await elsewhere({ ...SAME, firstName: 'CAMILLE', lastName: 'Mârtin', mail: 'Camille.Martin@Example.org', login: 'CMartin' });
      rig().heartbeats.push({ postedAt: rig().now });
      employeeOf(await attempt());
    });

    for (const changes of [{ firstName: 'Camila' }, { lastName: 'Martins' }, { mail: 'c.martin@example.org' }])
      it(`is none of another ${Object.keys(changes)[0]}`, async () => {
        await elsewhere({ ...SAME, ...changes });
        rig().heartbeats.push({ postedAt: rig().now - SETTLE_MS });
        const result = await attempt();
        assert.notEqual(result.kind, 'created', 'a stranger was taken for our own');
        assert.equal(rig().creations, 1, 'the one made elsewhere');
      });

    it('is none where nothing can have been sent: the same person, made by hand, is shown to a person', async () => {
      const id = await elsewhere(SAME);
      const { problem, maybeSent } = problemOf(await attempt());
      assert.deepEqual([problem.code, problem.existing?.map((one) => one.id), maybeSent], ['employee-exists', [id], false]);
    });

    it('is found by an earlier draft, though the e-mail was corrected since', async () => {
      const id = await elsewhere(SAME);
      const draft = draftWith({ email: 'corrected@acme.example' });
      const result = await attempt({ draft: { ...draft, contractType: { value: 1, origin: 'correction' } }, sent: [DRAFT] });
      assert.equal(employeeOf(result).id, id);
      assert.equal(created().length, 1);
      // Lucca has the earlier one's values, but for the contract type, which was set now.
      assert.ok(result.kind === 'created');
      assert.deepEqual(result.draft, { ...DRAFT, contractType: { value: 1, origin: 'correction' } });
      assert.deepEqual(contracts()[0]?.typeId, 1);
    });

    it('is taken for the newest draft that it fits: the older ones had not shown when that was sent', async () => {
      await elsewhere(SAME);
      const [first, second] = ['2027-03-01', '2027-04-01'].map((startDate) => draftWith({ startDate, email: DRAFT.email.value }));
      assert.ok(first && second);
      const draft = draftWith({ startDate: '2027-05-01', email: DRAFT.email.value });
      const result = await attempt({ draft, sent: [first, second] });
      assert.equal(result.kind === 'created' && result.draft?.startDate.value, '2027-04-01');
    });

    it('tells what Lucca has also where the contract type is refused', async () => {
      await elsewhere(SAME);
      fault({ answer: { status: 400 } }, { method: 'PATCH', path: 'work-contracts' });
      const problem = problemOf(await attempt({ draft: draftWith({ email: 'corrected@acme.example' }), sent: [DRAFT] }));
      assert.equal(problem.problem.code, 'contract-rejected');
      assert.equal(problem.draft?.email.value, DRAFT.email.value);
    });

    it('has nothing else to tell of where it is of this very draft', async () => {
      const result = await attempt();
      assert.ok(!('draft' in result));
    });
  });

  describe('someone in Lucca', () => {
    const existing = async (changes: Partial<Parameters<typeof draftWith>[0]>, dismissed: number[] = []) =>
      attempt({ draft: draftWith(changes), dismissed });

    it('of the same e-mail, in any case: a person decides', async () => {
      const { problem, maybeSent } = problemOf(await existing({ email: 'TLeroy@acme.example' }));
      assert.equal(problem.code, 'employee-exists');
      assert.deepEqual(problem.remedies, ['use-existing', 'create-anyway', 'fields', 'retry']);
      const [found, ...others] = problem.existing ?? [];
      assert.ok(found && others.length === 0);
      const { startDate, link, ...rest } = found;
      assert.deepEqual(rest, {
        id: 389,
        lastName: 'LEROY',
        firstName: 'Thomas',
        email: 'tleroy@acme.example',
        login: 'tleroy',
        endDate: undefined,
        former: false,
        same: 'email',
      });
      assert.match(startDate ?? '', /^\d{4}-\d{2}-\d{2}$/);
      assert.match(link, /employeeId=389$/);
      assert.deepEqual([maybeSent, rig().creations, rig().heartbeats.length], [false, 0, 0]);
    });

    it('who has left: a rehire, and says so', async () => {
      const [found] = problemOf(await existing({ email: 'sbernard@acme.example' })).problem.existing ?? [];
      assert.deepEqual([found?.id, found?.former], [390, true]);
      assert.match(found?.endDate ?? '', /^\d{4}-\d{2}-\d{2}$/);
    });

    it('who starts in the future is not former', async () => {
      const [found] = problemOf(await existing({ email: 'nbenali@acme.example' })).problem.existing ?? [];
      assert.deepEqual([found?.id, found?.former], [391, false]);
    });

    it('of the same login and name: probably the same person', async () => {
      const { problem } = problemOf(await existing({ login: 'tleroy', firstName: 'THOMAS', lastName: 'Léroy' }));
      assert.deepEqual(
        problem.existing?.map(({ id, same }) => [id, same]),
        [[389, 'login-and-name']],
      );
    });

    it('of the same e-mail, login and name is shown once', async () => {
      const { problem } = problemOf(
        await existing({ email: 'tleroy@acme.example', login: 'tleroy', firstName: 'Thomas', lastName: 'Leroy' }),
      );
      assert.deepEqual(
        problem.existing?.map(({ id, same }) => [id, same]),
        [[389, 'email']],
      );
    });

    const anotherHire = async () => {
      employeeOf(await attempt());
      rig().heartbeats.length = 0;
    };

    it('of the same full name alone, in whatever spelling: current, future and former', async () => {
      for (const [firstName, lastName, id] of [
        ['THOMAS', 'Léroy', 389],
        ['sophie', ' bernard', 390],
        ['Nadia', 'Bénali', 391],
      ] as const) {
        const { problem, maybeSent } = problemOf(await existing({ firstName, lastName }));
        assert.deepEqual(
          problem.existing?.map((found) => [found.id, found.same]),
          [[id, 'name']],
          `${firstName} ${lastName}`,
        );
        assert.equal(maybeSent, false);
      }
      assert.equal(rig().creations, 0);
    });

    it('of the same full name, dismissed by a person, is not asked about again', async () => {
      employeeOf(await existing({ firstName: 'Thomas', lastName: 'Leroy' }, [389]));
    });

    it('of the same e-mail, with spaces around it, decomposed letters or capitals in Lucca', async () => {
      for (const [index, mail] of [' zoe.a@example.org ', 'ZOE.B@example.org', 'zoe\u0301.c@example.org'].entries()) {
        await elsewhere({ firstName: 'Zo', lastName: `Other${index}`, login: `zo${index}` });
        rig().sandbox.lucca.users.find(({ login }) => login === `zo${index}`)!.mail = mail; // as an import leaves it
      }
      for (const email of ['zoe.a@example.org', 'zoe.b@example.org', 'zo\u00E9.c@example.org']) {
        const { problem } = problemOf(await existing({ email }));
        assert.deepEqual([problem.existing?.length, problem.existing?.[0]?.same], [1, 'email'], email);
      }
    });

    it('whom somebody created in Lucca by hand a minute ago, by name', async () => {
      await anotherHire(); // the directory was read
      await elsewhere({ firstName: 'Late', lastName: 'Comer', login: 'by-hand', mail: 'by-hand@example.org' });
      rig().now += 61_000;
      const { problem } = problemOf(await existing({ firstName: 'Late', lastName: 'Comer', email: 'late@example.org', login: 'lcomer' }));
      assert.equal(problem.existing?.[0]?.same, 'name');
    });

    it('whom this gateway has created a moment ago, although no look-up shows the record yet', async () => {
      rig().sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { visibleAfterMs: 4_000 } });
      await anotherHire();
      for (const [changes, same] of [
        [{ lastName: 'Martin-Durand', login: 'cmartindurand' }, 'email'],
        [{ email: 'work@example.org', login: 'cmartin2' }, 'name'],
      ] as const)
        assert.equal(problemOf(await existing(changes)).problem.existing?.[0]?.same, same);
      assert.equal(rig().creations, 1);
    });

    it('whom a person dismissed does not stand in the way', async () => {
      employeeOf(await existing({ email: 'tleroy@acme.example' }, [389]));
      assert.equal(created()[0]?.mail, 'tleroy@acme.example');
    });

    it('of the same login alone: another login is needed', async () => {
      assert.deepEqual(await existing({ login: 'tleroy' }), { kind: 'login-taken' });
      assert.deepEqual(await existing({ login: 'SBernard' }), { kind: 'login-taken' });
      assert.equal(rig().creations, 0);
    });
  });

  describe('a refusal', () => {
    /** Someone is quicker, after the look-ups and before the request. */
    const meanwhile = (changes: Partial<NewLuccaUser>): Surroundings => {
      let done = false;
      return {
        async onHeartbeat() {
          if (!done) await elsewhere(changes);
          done = true;
        },
      };
    };

    it('that no look explains is shown with its words, and leaves no doubt behind', async () => {
      fault({ answer: { status: 400, message: 'Camille lacks a calendar' } }, { times: 2 });
      const { problem, maybeSent } = problemOf(await attempt());
      assert.deepEqual(
        [problem.code, problem.words, problem.remedies, maybeSent],
        ['lucca-rejected', 'Camille lacks a calendar', ['fields', 'retry', 'use-existing'], false],
      );
      assert.deepEqual(lastIntent(), {});
      employeeOf(await attempt());
    });

    it('because someone took the login meanwhile', async () => {
      assert.deepEqual(await attempt({}, meanwhile({ login: 'cmartin' })), { kind: 'login-taken' });
      assert.deepEqual(lastIntent(), {});
    });

    it('because someone of the same name took the login meanwhile', async () => {
      const { problem } = problemOf(await attempt({}, meanwhile({ login: 'cmartin', firstName: 'Camille', lastName: 'Martin' })));
      assert.deepEqual([problem.code, problem.existing?.[0]?.same], ['employee-exists', 'login-and-name']);
    });

    it('with someone of the same e-mail there meanwhile', async () => {
      fault({ answer: { status: 400, body: 'empty' } }, { skip: 1, times: 2 });
      const { problem } = problemOf(await attempt({}, meanwhile({ mail: DRAFT.email.value })));
      assert.deepEqual([problem.code, problem.existing?.[0]?.same], ['employee-exists', 'email']);
    });

    it('because the first of two requests came through after all', async () => {
      rig().heartbeats.push({ postedAt: rig().now - SETTLE_MS });
      const { id } = employeeOf(await attempt({}, meanwhile(SAME)));
      assert.deepEqual(
        created().map((user) => user.id),
        [id],
      );
    });

    it('because something on the way repeated the request after Lucca had carried it out', async () => {
      fault({ when: 'after', answer: { status: 400, message: 'This login is already used' } });
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
      assert.equal(created().length, 1);
    });

    it('under HTTP 200 is doubted: the employee may be there', async () => {
      fault({ when: 'after', answer: { status: 200, message: 'A calendar is missing' } });
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
    });

    it('under HTTP 200 that created nothing settles first, is sent once and shown; the doubt stays', async () => {
      rig().sandbox.set({ errorsAs200: true });
      const order = { draft: { ...DRAFT, department: { value: 99, origin: 'correction' } } } as const;
      await unknown(attempt(order));
      rig().now += SETTLE_MS - 1;
      await unknown(attempt(order));
      rig().now += 1;
      const { problem, maybeSent } = problemOf(await attempt(order));
      assert.deepEqual([problem.code, problem.words, maybeSent], ['lucca-rejected', 'departmentId: no such department', true]);
      assert.equal(requests().filter((request) => request.startsWith('POST')).length, 1);
    });

    it('without a word, by an answer that holds nobody, is doubted in the same way: one request in all', async () => {
      fault({ answer: 'null-data' }, { times: 9 });
      await unknown(attempt());
      for (let minute = 0; minute < 3; minute++) {
        rig().now += 60_000;
        const { problem, maybeSent } = problemOf(await attempt());
        assert.deepEqual([problem.code, problem.words, maybeSent], ['lucca-rejected', undefined, true]);
      }
      assert.equal(rig().creations, 1);
    });

    it('without a word, of someone who is there all the same, is no problem', async () => {
      fault({ when: 'after', answer: 'null-data' });
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
    });

    it('in problem details is shown with what they say, field by field', async () => {
      fault({ answer: { status: 400, body: 'problem', message: 'The birth date is missing' } }, { times: 2 });
      const { problem } = problemOf(await attempt());
      assert.equal(problem.words, 'One or more validation errors occurred.\nbirthDate: The birth date is missing');
    });

    it('of the look-up by e-mail is a problem with the address, and nothing is sent', async () => {
      const address = { value: 'camille martin@example.org', origin: 'flatchr' } as const;
      const { problem, maybeSent } = problemOf(await attempt({ draft: { ...DRAFT, email: address } }));
      assert.deepEqual(problem.issues, [{ code: 'unusable', field: 'email', given: address.value }]);
      assert.deepEqual([problem.words, maybeSent, rig().creations], ['Query parameter is invalid', false, 0]);
    });

    it('of the look-up by an earlier address does not stand in the way of a better one', async () => {
      const earlier = { ...DRAFT, email: { value: 'camille martin@example.org', origin: 'flatchr' } } as const;
      employeeOf(await attempt({ sent: [earlier] }));
    });

    it('of the look-up by login is a problem with the login', async () => {
      fault({ answer: { status: 400 } }, { method: 'GET', path: 'login=cmartin' });
      const { problem } = problemOf(await attempt());
      assert.deepEqual(problem.issues, [{ code: 'login-unusable', field: 'login', given: 'cmartin' }]);
    });

    it('under HTTP 200 that shows late what it created is no problem', async () => {
      fault({ when: 'after', visibleAfterMs: SETTLE_MS - 1_000, answer: { status: 200, message: 'A calendar is missing' } });
      await unknown(attempt());
      rig().now += SETTLE_MS;
      assert.equal(employeeOf(await attempt()).id, created()[0]?.id);
      assert.equal(created().length, 1);
    });

    it('of the key waits for a person, without doubt', async () => {
      fault({ answer: { status: 401 } });
      const failure = await failureOf(attempt());
      assert.deepEqual([failure.type, failure.nextRetryDelay], ['LuccaUnauthorized', 60_000]);
      assert.deepEqual(lastIntent(), {});
    });

    it('for the quota waits as long as Lucca says, and then sends at once', async () => {
      fault({ answer: { status: 429, retryAfter: 'seconds', retryAfterMs: 12_000 } });
      const failure = await failureOf(attempt());
      assert.deepEqual([failure.type, failure.nextRetryDelay], ['LuccaRateLimited', 12_000]);
      assert.deepEqual(lastIntent(), {});
      employeeOf(await attempt());
      assert.equal(created().length, 1);
    });

    it('for the quota does not wipe out the doubt of an earlier request', async () => {
      const postedAt = rig().now - SETTLE_MS;
      rig().heartbeats.push({ postedAt });
      fault({ answer: { status: 429 } });
      await failureOf(attempt());
      assert.deepEqual(lastIntent(), { postedAt });
    });
  });

  describe('a value that an employee can do without', () => {
    const personalEmail = { value: 'camille@home.example', origin: 'flatchr' } as const;
    const draft = { ...DRAFT, personalEmail };
    const inLucca = () => created().map((user) => [user.personalMobile, user.personalEmail]);
    const missing = (result: CreateResult) =>
      result.kind === 'created' && result.draft ? Object.keys(draft).filter((field) => !(field in (result.draft ?? {}))) : [];

    it('is sent', async () => {
      assert.ok(!('draft' in (await attempt({ draft }))));
      assert.deepEqual(inLucca(), [['+33612345678', 'camille@home.example']]);
    });

    it('that Lucca names in its refusal is left out; the hire goes on, is told what is missing, and the next ones are spared', async () => {
      fault({ answer: { status: 400, message: 'Property PersonalEmail does not exist on type User' } });
      assert.deepEqual(missing(await attempt({ draft })), ['personalEmail']);
      assert.deepEqual(inLucca(), [['+33612345678', null]]);
      assert.equal(rig().creations, 2);
      assert.deepEqual(lastIntent()?.leftOut, ['personalEmail']);
    });

    it('is left out whatever Lucca says, and whatever it cannot be blamed for is asked about', async () => {
      fault({ answer: { status: 400, body: 'empty' } });
      assert.deepEqual(missing(await attempt({ draft })), ['phone', 'personalEmail']);
      assert.deepEqual(inLucca(), [[null, null]]);
      const other = draftWith({ firstName: 'Zoé', lastName: 'Autre', login: 'other', email: 'other@example.org' });
      const { problem } = problemOf(
        await attempt({ draft: { ...other, department: { value: 99, origin: 'correction' } } }, { info: { heartbeatDetails: {} } }),
      );
      assert.deepEqual([problem.code, problem.words], ['lucca-rejected', 'departmentId: no such department']);
      assert.equal(created().length, 1);
    });

    it('is looked for again before it is left out: nobody is made twice', async () => {
      fault({ when: 'after', answer: { status: 400, message: 'personalEmail' } });
      assert.equal(employeeOf(await attempt({ draft })).id, created()[0]?.id);
      assert.deepEqual([created().length, rig().creations], [1, 1]);
    });

    it('is known to be missing also after a kill', async () => {
      fault({ answer: { status: 400, message: 'personalEmail' } });
      await attempt({ draft });
      assert.deepEqual(missing(await attempt({ draft })), ['personalEmail']);
      assert.equal(created().length, 1);
    });

    it('left out in a request of unknown outcome settles as any other', async () => {
      fault({ answer: { status: 400, message: 'personalEmail' } });
      fault({ when: 'after', visibleAfterMs: 20_000, answer: 'reset' });
      await unknown(attempt({ draft }));
      rig().now += 20_000;
      assert.deepEqual(missing(await attempt({ draft })), ['personalEmail']);
      assert.equal(created().length, 1);
    });
  });

  describe('the end of the contract', () => {
    const draft = { ...DRAFT, contractEnd: { value: '2027-08-31', origin: 'flatchr' } } as const;

    it('is set with its type', async () => {
      assert.ok(!('draft' in (await attempt({ draft }))));
      assert.deepEqual(
        contracts().map(({ typeId, endsOn }) => [typeId, endsOn]),
        [[2, '2027-08-31']],
      );
    });

    it('is left to HR where Lucca refuses it', async () => {
      fault({ answer: { status: 400, message: 'A permanent contract has no end' } }, { method: 'PATCH', path: 'work-contracts' });
      const result = await attempt({ draft });
      assert.ok(result.kind === 'created' && result.draft && !result.draft.contractEnd);
      assert.deepEqual(
        contracts().map(({ typeId, endsOn }) => [typeId, endsOn]),
        [[2, null]],
      );
    });

    it('does not hide a type that is refused', async () => {
      const { problem } = problemOf(await attempt({ draft: { ...draft, contractType: { value: 77, origin: 'correction' } } }));
      assert.deepEqual([problem.code, problem.words], ['contract-rejected', 'typeId: no such contract template']);
    });
  });

  describe('the contract type', () => {
    it('that is right already costs no request', async () => {
      await attempt({ draft: draftWith({}, 6) });
      assert.ok(!requests().some((request) => request.startsWith('PATCH')));
    });

    it('that Lucca refuses is a problem, with the employee', async () => {
      const { problem, maybeSent, employee } = problemOf(await attempt({ draft: draftWith({}, 77) }));
      assert.deepEqual(
        [problem.code, problem.issues[0]?.field, problem.words, maybeSent, employee?.id],
        ['contract-rejected', 'contractType', 'typeId: no such contract template', true, created()[0]?.id],
      );
      assert.deepEqual(problem.issues[0]?.choices?.[1], { id: 2, name: 'CDD' }, 'which would fit');
    });

    it('that Lucca refuses without listing its templates is a problem all the same', async () => {
      fault({ answer: { status: 404 } }, { method: 'GET', path: 'archetypes' });
      const { problem } = problemOf(await attempt({ draft: draftWith({}, 77) }));
      assert.deepEqual(problem.issues, [{ code: 'contract-rejected', field: 'contractType' }]);
    });

    it('is set by a later round, without another look or creation', async () => {
      const { employee } = problemOf(await attempt({ draft: draftWith({}, 77) }));
      const before = requests().length;
      const order = {
        kind: 'set-contract-type',
        hireId: 'hire/sandbox/1',
        connection: 'sandbox',
        draft: DRAFT,
        employee: employee!,
      } as const;
      assert.deepEqual(employeeOf(await run(order)), employee);
      assert.deepEqual(requests().slice(before), ['GET work-contracts', 'PATCH work-contracts']);
      assert.equal(contracts()[0]?.typeId, 2);
    });

    for (const when of ['before', 'after'] as const)
      it(`is finished after a crash of its request, ${when} it was carried out`, async () => {
        fault({ when, answer: 'reset' }, { method: 'PATCH', path: 'work-contracts' });
        assert.equal((await failureOf(attempt())).type, 'LuccaUnavailable');
        const before = requests().length;
        employeeOf(await attempt());
        assert.equal(requests()[before], 'GET work-contracts', 'the employee is known: no look, no creation');
        assert.deepEqual([contracts()[0]?.typeId, created().length], [2, 1]);
      });

    it('makes a contract where there is none', async () => {
      const order = { hireId: 'hire/sandbox/1', connection: 'sandbox', draft: DRAFT } as const;
      const employee = employeeOf(await attempt());
      for (const contract of contracts()) Object.assign(contract, { isArchived: true });
      employeeOf(await run({ ...order, kind: 'set-contract-type', employee }));
      assert.deepEqual(
        contracts()
          .filter(({ isArchived }) => !isArchived)
          .map(({ typeId, startsOn, establishmentId }) => [typeId, startsOn, establishmentId]),
        [[2, '2027-03-01', 2]],
      );
    });
  });

  describe('a link', () => {
    const link = (employeeId: number) => run({ kind: 'link', hireId: 'hire/sandbox/1', connection: 'sandbox', employeeId });

    it('to an employee writes nothing', async () => {
      const result = await link(390);
      assert.deepEqual(result.kind === 'linked' && [result.employee.id, result.employee.login], [390, 'sbernard']);
      assert.ok(requests().every((request) => request.startsWith('GET')));
    });

    it('to nobody is a problem', async () => {
      const { problem, maybeSent } = problemOf(await link(99_999));
      assert.deepEqual([problem.code, problem.remedies, maybeSent], ['unknown', ['use-existing', 'retry'], false]);
    });
  });
});
