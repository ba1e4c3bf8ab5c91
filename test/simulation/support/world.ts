import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as drained } from 'node:timers/promises';
import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState, TypedSearchAttributes } from '@temporalio/common';
import { createEmployee } from '../../../src/activities/hire/create-employee.js';
import { createDeriveLogin } from '../../../src/activities/hire/derive-login.js';
import { Reservations } from '../../../src/activities/hire/reservations.js';
import type { Intent } from '../../../src/activities/hire/intent.js';
import type { Correction } from '../../../src/hire/correction.js';
import type { Value } from '../../../src/hire/draft.js';
import { foundProblem, type Problem } from '../../../src/hire/problem.js';
import type { Hire } from '../../../src/hire/order.js';
import { recallFrom, type PastEvent, type PastRun } from '../../../src/hire/remember.js';
import type {
  CreateOrder,
  CreateResult,
  LoginOrder,
  NoticeOrder,
  Recalled,
  RecallOrder,
  ResolveOrder,
  Steps,
  ValidateOrder,
} from '../../../src/hire/steps.js';
import type { Carried } from '../../../src/workflows/hire/hire-memory.js';
import type { LuccaClient, LuccaUser, NewLuccaUser } from '../../../src/lucca/lucca-client.js';
import { Directory } from '../../../src/lucca/directory.js';
import { LuccaError, type LuccaErrorKind } from '../../../src/lucca/errors.js';
import type { HireState } from '../../../src/workflows/hire/messages.js';
import { DRAFT } from '../../support/draft.js';
import { enterWorld, type ActivityRun, type WorldOfWorkflow } from './world-of.js';

const SETTLE_MS = 45_000;
const LUCCA_TIMEOUT_MS = 6_000;
const HEARTBEAT_TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;
const DEFAULT_TYPE = 6;
/** No hire needs as many. */
const MAX_EVENTS = 20_000;

/** The process dies here: nothing after it happens. */
class Killed extends Error {}

/** A record of Lucca's, with what only the simulation knows. */
interface Row extends LuccaUser {
  showsAt: number;
  readonly ours: boolean;
  typeId: number;
}
/** One run of the workflow, and what its history would tell. */
interface Run {
  readonly id: string;
  /** The run whose history it began with. */
  readonly original: string;
  readonly startTime: Date;
  readonly handlers: Map<string, { handle: (input: never) => unknown; validator: ((input: never) => void) | undefined }>;
  readonly others: readonly string[];
  readonly past: PastEvent[];
  /** Activities in the order in which they were asked for; those before the first message can be replayed. */
  readonly calls: { readonly name: string; readonly order: unknown; result?: unknown }[];
  readonly replay: { readonly name: string; readonly order: unknown; readonly result?: unknown }[];
  heard: boolean;
  /** So long that it must be renewed. */
  full: boolean;
  endedAt: number | undefined;
  order: Hire;
}

type Workflow<T> = (order: Hire, carried?: Carried) => Promise<T>;

/** One for all worlds: each that was ever used makes every promise slower. */
const inRun = new AsyncLocalStorage<Run>();

/** What happens to whole runs in a world, at most. */
const MAX_MOVES = 4;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A number in [0, 1) after another, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A Lucca, a Temporal, people and a clock in memory, all by one seed. Attempts of activities meet with lost answers, refusals and death at
 * any call to the outside; records show late; other people take logins, hire namesakes and rename records; admins answer, each with what
 * a person would know – above all whether a record that is shown is this hire's.
 */
export class World implements WorldOfWorkflow {
  now = Date.UTC(2027, 0, 4, 9);
  readonly #runs: Run[] = [];
  #moves = 0;
  #drags = 0;
  #lastId = 0;
  readonly users: Mutable<Row>[] = [];
  /** Employees that a person said are the hire. */
  readonly confirmed: number[] = [];
  readonly story: string[] = [];
  readonly #random: () => number;
  readonly #events: { readonly at: number; readonly act: () => void }[] = [];
  readonly #conditions = new Set<{ holds: () => boolean; act: () => void }>();
  /** How bad this world is: the share of attempts that meet with something. */
  readonly #trouble: number;
  readonly #uniqueLogins: boolean;
  readonly #needsDepartment: boolean;
  readonly #needsEmail: boolean;
  /** Trouble ends at some time, or nothing would ever be proven to end. */
  readonly #calmAt: number;
  readonly #deriveLogin: Steps['deriveLogin'];
  /** Of the gateway, which outlives all attempts here. */
  readonly #directory: Directory;
  readonly #reservations = new Reservations(0, (ms, act) => this.after(ms, act));
  /** Nobody ever answers. */
  readonly #away: boolean;
  #answered = 0;

  constructor(seed: number) {
    this.#random = generator(seed);
    this.#trouble = this.#random() * 0.6;
    this.#uniqueLogins = this.#chance(0.7);
    this.#needsDepartment = this.#chance(0.2);
    this.#needsEmail = this.#chance(0.2);
    this.#calmAt = this.now + 3_600_000 * (1 + 100 * this.#random());
    const login = { formats: ['{f}{last}', '{first}.{last}', '{f}{last}{n}'], maxLength: 50, umlauts: 'plain' as const };
    const lucca = this.#lucca(this.#calm());
    // As much of the connection's settings as the step reads.
    this.#directory = new Directory({
      lucca,
      now: () => this.now,
      settleForMs: SETTLE_MS,
      onUnreadable: () => assert.fail('it can be read'),
    });
    const connections = new Map([['a', { settings: { login, mode: 'live' }, lucca }]]) as unknown as Parameters<
      typeof createDeriveLogin
    >[0]['connections'];
    this.#deriveLogin = createDeriveLogin({
      connections,
      now: () => this.now,
      luccaTimeoutMs: LUCCA_TIMEOUT_MS,
      shownLogins: async () => [],
    });
    enterWorld(this);
    this.#away = this.#chance(0.05);
    this.#someoneElse();
  }

  /** Runs a hire to its end, over all its runs. @throws when nothing more would ever happen. */
  async run<T>(workflow: Workflow<T>, order: Hire): Promise<{ readonly result?: T; readonly error?: unknown }> {
    let outcome: { result?: T; error?: unknown } | undefined;
    const begin = (from: Hire, carried: Carried = {}, base?: Run) => {
      outcome = undefined;
      const run = this.#newRun(from, carried, base);
      const ends = (end: { result?: T; error?: unknown }) => {
        if (run !== this.#current || run.endedAt !== undefined) return; // terminated
        outcome = end;
        run.endedAt = this.now;
      };
      void inRun.run(run, () =>
        workflow(from, carried).then(
          (result) => ends({ result }),
          (error: unknown) => ends({ error }),
        ),
      );
    };
    begin(order);
    this.#planMove(order, begin);
    if (!this.#away) this.#admin();
    for (let events = 0; ; events++) {
      await this.#settle();
      if (outcome) {
        if (outcome.error instanceof Continued) begin(...(outcome.error.args as [Hire, Carried]));
        else if (!this.#afterEnd(outcome, order, begin)) return outcome;
        continue; // what has begun comes first
      }
      assert.ok(events < MAX_EVENTS, 'never comes to an end');
      const next = this.#next();
      assert.ok(next, 'wedged: nothing more would ever happen');
      this.now = Math.max(this.now, next.at);
      next.act();
    }
  }

  #newRun(order: Hire, { earlier, memory }: Carried, base?: Run): Run {
    const id = `run-${this.#runs.length + 1}`;
    this.story.push(`${id} begins${base ? `, reset from ${base.id}` : ''}${earlier ? ` after ${earlier}` : ''}`);
    const calls = base?.calls ?? [];
    const replay = calls.slice(0, Math.floor((calls.length + 1) * this.#random()));
    const run: Run = {
      id,
      original: base?.original ?? id,
      startTime: new Date(this.now),
      handlers: new Map(),
      others: [...(earlier === undefined ? [] : [earlier]), ...(base ? [base.id, ...base.others] : [])],
      past: memory ? [{ kind: 'inherited', ...memory }] : [],
      calls: [],
      replay,
      heard: false,
      full: false,
      endedAt: undefined,
      order,
    };
    this.#runs.push(run);
    return run;
  }

  /** Somebody terminates the run, resets it or drags the candidate again; or its history grows too long. */
  #planMove(order: Hire, begin: (order: Hire, carried?: Carried, base?: Run) => void): void {
    if (!this.#chance(0.3)) return;
    this.after(this.#chance(0.7) ? 90_000 * this.#random() : 5 * DAY_MS * this.#random(), () => {
      this.#planMove(order, begin);
      const run = this.#current;
      if (run.endedAt !== undefined || this.#moves++ >= MAX_MOVES) return;
      const move = this.#one(['terminate', 'reset', 'drag', 'drag', 'fill'] as const);
      this.story.push(`${move} ${run.id}`);
      if (move === 'fill') run.full = true;
      if (move === 'drag') {
        run.heard = true;
        run.order = this.#dragged(order);
        (run.handlers.get('drag')?.handle as ((input: Hire) => void) | undefined)?.(run.order);
      }
      if (move === 'terminate' || move === 'reset') {
        run.endedAt = this.now;
        if (move === 'reset') begin(run.order, {}, run.heard ? { ...run, calls: [] } : run);
        else begin(this.#dragged(order), { earlier: run.id });
        if (this.#chance(0.3)) this.after(100 * this.#random(), () => this.#changeMinds(order));
      }
    });
  }

  /** Somebody abandons what has just begun again, and drags the candidate once more. */
  #changeMinds(order: Hire): void {
    const run = this.#current;
    const correct = run.handlers.get('correct');
    const drag = run.handlers.get('drag');
    if (!isOpen(run) || !correct || !drag) return;
    run.heard = true;
    run.order = this.#dragged(order);
    this.story.push(`abandon and drag ${run.id}`);
    (correct.handle as (input: Correction) => void)({ kind: 'abandon', by: 'Anna', reason: 'Withdrew' });
    (drag.handle as (input: Hire) => void)(run.order);
  }

  #dragged(order: Hire): Hire {
    this.#drags++;
    return {
      ...order,
      switchedAt: new Date(this.now + this.#drags).toISOString(),
      candidate: { lastName: this.#one(['Martin', 'Martin-Durand'] as const) },
    };
  }

  /** After a run has ended by itself it is dragged again, or not. @returns whether it begins anew. */
  #afterEnd({ result }: { readonly result?: unknown }, order: Hire, begin: (order: Hire, carried?: Carried) => void): boolean {
    if (this.#moves >= MAX_MOVES || !this.#chance(result ? 0.1 : 0.4)) return false;
    this.#moves++;
    const deleted = result && this.#chance(0.3) ? this.users.findIndex(({ ours }) => ours) : -1;
    if (deleted >= 0) {
      this.story.push('HR deletes the employee');
      this.users.splice(deleted, 1);
    }
    begin(this.#dragged(order), { earlier: this.#current.id });
    return true;
  }

  get #current(): Run {
    return this.#runs.at(-1) ?? assert.fail('no run');
  }

  /** The run whose code runs now: that of a terminated one must not be taken for the next one's. */
  get #here(): Run {
    return inRun.getStore() ?? this.#current;
  }

  get handlers(): WorldOfWorkflow['handlers'] {
    return this.#here.handlers;
  }

  get info(): object {
    const { id, original, startTime, full } = this.#here;
    const [first] = this.#runs;
    return {
      startTime,
      taskQueue: 'hires',
      workflowId: 'hire/a/1',
      runId: id,
      originalExecutionRunId: original,
      firstExecutionRunId: first?.id,
      continueAsNewSuggested: full,
      typedSearchAttributes: new TypedSearchAttributes(),
    };
  }

  async continueAsNew(args: readonly unknown[]): Promise<never> {
    throw new Continued(structuredClone(args));
  }

  after(ms: number, act: () => void): void {
    this.#events.push({ at: this.now + ms, act });
  }

  untilTrue(holds: () => boolean, act: () => void): void {
    const run = this.#here;
    this.#conditions.add({ holds: () => isOpen(run) && holds(), act });
  }

  get state(): HireState {
    const query = this.handlers.get('state');
    assert.ok(query);
    return (query.handle as () => HireState)();
  }

  /** One activity, as its run's history tells of it. */
  async activity(
    name: string,
    ordered: unknown,
    run: ActivityRun,
    retry: { readonly initialInterval: string; readonly maximumInterval: string } | undefined,
  ): Promise<unknown> {
    const here = this.#here;
    const never = new Promise<never>(() => {});
    if (!isOpen(here)) return await never;
    const recorded = here.replay.shift();
    const replayed = recorded?.name === name ? recorded : undefined;
    if (recorded && !replayed) here.replay.length = 0;
    const order = replayed?.order ?? ordered; // a reset dispatches an old order again
    const call: Run['calls'][number] = { name, order };
    if (!here.heard) here.calls.push(call);
    const create = name === 'createEmployee' ? (order as CreateOrder) : undefined;
    if (create?.kind === 'create') here.past.push({ kind: 'begun', order: structuredClone(create) });
    try {
      const result = replayed && 'result' in replayed ? replayed.result : await this.#attempts(name, order, run, retry, here);
      if (!isOpen(here)) return await never;
      call.result = structuredClone(result);
      if (create) here.past.push({ kind: 'done', order: create, result: structuredClone(result) as CreateResult, at: this.now });
      if (name === 'recallHire') here.past.push({ kind: 'recalled', recalled: structuredClone(result) as Recalled });
      if (name === 'notifyAdmin') here.past.push({ kind: 'told', notice: (order as NoticeOrder).notice.kind });
      return structuredClone(result);
    } catch (error) {
      if (!isOpen(here)) return await never;
      if (create) here.past.push({ kind: 'broken-off', order: create, at: this.now });
      throw error;
    }
  }

  async #attempts(
    name: string,
    order: unknown,
    run: ActivityRun,
    retry: { readonly initialInterval: string; readonly maximumInterval: string } | undefined,
    here: Run,
  ): Promise<unknown> {
    let intent: Intent = {};
    for (let attempt = 1; ; attempt++) {
      let againMs: number;
      const killedAt = this.#troubled() ? Math.ceil(8 * this.#random()) : 0;
      const outside = this.#outside(killedAt);
      try {
        const result = await this.#attempt(name, order, run, here, outside, {
          read: () => intent,
          keep(kept) {
            if (!isOpen(here)) throw new CancelledFailure('the run has ended');
            intent = kept;
          },
        });
        this.story.push(`${name} ${JSON.stringify(result).slice(0, 120)}`);
        return structuredClone(result);
      } catch (error) {
        this.story.push(
          `${name} attempt ${attempt}: ${error instanceof Error ? `${error.constructor.name} ${error.message}` : String(error)}`,
        );
        if (error instanceof CancelledFailure) throw failed(name, error);
        if (!(error instanceof Killed || error instanceof LuccaError || error instanceof ApplicationFailure)) throw error;
        if (error instanceof Killed) await this.#pass(HEARTBEAT_TIMEOUT_MS);
        if (run.cancelRequested || !isOpen(here)) throw failed(name, new CancelledFailure('cancelled'));
        const asked = error instanceof ApplicationFailure ? error.nextRetryDelay : undefined;
        againMs =
          typeof asked === 'number'
            ? asked
            : Math.min(msOf(retry?.initialInterval) * 2 ** Math.min(attempt - 1, 20), msOf(retry?.maximumInterval));
      }
      const cancelled = await new Promise<boolean>((resolve) => {
        run.onCancel = () => resolve(true);
        this.after(againMs + (this.#troubled() ? 20_000 * this.#random() : 0), () => resolve(false));
      });
      run.onCancel = undefined;
      if (cancelled) throw failed(name, new CancelledFailure('cancelled'));
    }
  }

  async #attempt(
    name: string,
    order: unknown,
    run: ActivityRun,
    here: Run,
    outside: Outside,
    intents: { read(): Intent; keep(intent: Intent): void },
  ): Promise<unknown> {
    switch (name) {
      case 'validateHire':
        return await outside(() => this.#validate(order as ValidateOrder));
      case 'resolveDefaults':
        return await outside(() => this.#resolve(order as ResolveOrder));
      case 'deriveLogin':
        await outside(() => undefined);
        return await this.#deriveLogin(order as LoginOrder);
      case 'createEmployee': {
        let own = intents.read();
        const lucca = this.#lucca(outside);
        return await createEmployee(order as CreateOrder, {
          lucca,
          writer: lucca,
          needsApproval: false,
          directory: this.#directory,
          reservations: this.#reservations,
          cancelled: new AbortController().signal, // nobody else reserves anything here
          intents: {
            read: () => own,
            async write(intent) {
              own = intent;
              await outside(() => intents.keep(intent));
            },
          },
          run: here.id,
          stillSays: async () => true,
          now: () => this.now,
          timeZone: 'Europe/Paris',
          settleForMs: SETTLE_MS,
          notTaken: new Set(),
          luccaTimeoutMs: LUCCA_TIMEOUT_MS,
          unlessPaused: async () => undefined,
          stopIfCancelled() {
            if (run.cancelRequested) throw new CancelledFailure('cancelled before the request was sent');
          },
        });
      }
      case 'recallHire': {
        const read = async (id: string): Promise<PastRun | undefined> => {
          const past = this.#runs.find((one) => one.id === id);
          return past && { events: past.past, begunAt: past.startTime.getTime(), endedAt: past.endedAt ?? this.now, others: past.others };
        };
        const { earlier } = order as RecallOrder;
        const runs = earlier === undefined ? here.others : [earlier];
        return await outside(() => undefined).then(async () => ({ ...(await recallFrom(runs, read, new Set([here.id]))), run: here.id }));
      }
      case 'planWait': {
        const at = (days: number) => new Date(this.now + days * DAY_MS).toISOString();
        return { escalateAt: at(3), warnAt: at(57), expireAt: at(60) };
      }
      case 'wakeGateway':
        return await outside(() => ({ taskQueue: 'gateway' }));
      default:
        return await outside(() => ({ accepted: 1 }));
    }
  }

  #validate({ fields, hire }: ValidateOrder): Awaited<ReturnType<Steps['validateHire']>> {
    if (this.#needsEmail && fields.email === undefined)
      return { problem: foundProblem('validateHire', [{ code: 'missing', field: 'email' }]) };
    const given = (field: 'firstName' | 'lastName' | 'email'): Value => {
      const value = fields[field] ?? hire.candidate[field];
      return value === undefined ? DRAFT[field] : { value: String(value), origin: 'correction' };
    };
    const person = { firstName: given('firstName'), lastName: given('lastName'), email: given('email'), startDate: DRAFT.startDate };
    return { done: { person, offer: { departments: [], contractType: [] }, said: {}, gateway: { taskQueue: 'gateway' } } };
  }

  #resolve({ fields }: ResolveOrder): Awaited<ReturnType<Steps['resolveDefaults']>> {
    const { establishment, department, primaryRole, contractType } = DRAFT;
    if (this.#needsDepartment && fields.department === undefined)
      return { problem: foundProblem('resolveDefaults', [{ code: 'missing', field: 'department' }]) };
    return { done: { establishment, department, primaryRole, contractType } };
  }

  #lucca(outside: Outside): LuccaClient {
    const unused = () => assert.fail('not called here');
    return {
      contractTemplates: async () => undefined,
      establishments: unused,
      departments: unused,
      roles: unused,
      everybody: async () => await outside(() => structuredClone(this.users.filter((user) => user.showsAt <= this.now))),
      usersBy: async (property, values) => {
        const wanted = values.map((value) => String(value).toLowerCase());
        return await outside(() =>
          structuredClone(this.users.filter((user) => user.showsAt <= this.now && wanted.includes(String(user[property]).toLowerCase()))),
        );
      },
      createUser: async (body, beforeSend) => {
        await beforeSend?.();
        return await outside(() => ({ id: this.#create(body), login: body.login }));
      },
      contractsOf: async (owners) =>
        await outside(() =>
          this.users
            .filter(({ id }) => owners.includes(id))
            .map(({ id, typeId }) => ({ id, ownerId: id, typeId, startsOn: DRAFT.startDate.value, endsOn: undefined })),
        ),
      setContractType: async (contractId, typeId) =>
        await outside(() => {
          if (this.#troubled() && this.#chance(0.3)) throw new LuccaError('rejected', 'PUT contract', { status: 400 });
          const user = this.users.find(({ id }) => id === contractId);
          if (user) user.typeId = typeId;
        }),
      createContract: unused,
      linkTo: String,
    };
  }

  /** Lucca carries a request out, or not, and its answer arrives, or not. */
  #create({ firstName, lastName, mail, login }: NewLuccaUser): number {
    const fail = (kind: LuccaErrorKind, status?: number) => {
      throw new LuccaError(kind, 'POST /api/v3/users', status === undefined ? {} : { status });
    };
    const fate = this.#troubled()
      ? this.#one(['lost', 'lost', 'lost', 'refused', 'doubtful', 'rate-limited', 'unavailable'] as const)
      : 'answered';
    if (fate === 'refused') fail('rejected', 400);
    if (fate === 'rate-limited' || fate === 'unavailable') fail(fate);
    // Lucca itself knows of a record before its look-ups show it; that it refuses a second one is documented nowhere.
    if (this.#uniqueLogins && this.users.some((user) => equal(user.login, login))) fail('rejected', 400);
    const id = this.#lastId + 1;
    if (fate === 'answered' || this.#chance(0.5))
      this.#add({
        firstName,
        lastName: lastName.toUpperCase(),
        mail,
        login,
        ours: true,
        showsAt: this.now + (SETTLE_MS - LUCCA_TIMEOUT_MS) * this.#random(),
      });
    if (fate === 'lost') fail('outcome-unknown');
    if (fate === 'doubtful') fail('rejected', 200);
    return id;
  }

  #add(row: Pick<Row, 'firstName' | 'lastName' | 'mail' | 'login' | 'ours' | 'showsAt'>): void {
    this.story.push(`Lucca has ${row.ours ? 'the hire' : 'a stranger'} as ${row.login} <${row.mail}>`);
    this.users.push({ ...row, id: ++this.#lastId, contractStart: undefined, contractEnd: undefined, typeId: DEFAULT_TYPE });
  }

  /** Other people's work in Lucca. They keep a record's login: without it and the e-mail nobody could tell whose it is. */
  #someoneElse(): void {
    const { firstName, lastName } = DRAFT;
    const free = (login: string) => !this.users.some((user) => equal(user.login, login));
    const stranger = { ours: false, firstName: 'Zoë', lastName: 'OTHER', mail: 'zoe@example.org' };
    const edits: (() => void)[] = [
      () => free('cmartin') && this.#add({ ...stranger, login: 'cmartin', showsAt: this.now }),
      () => free('camille.martin') && this.#add({ ...stranger, login: 'camille.martin', showsAt: this.now }),
      () =>
        free('cmartin') &&
        this.#add({
          ...stranger,
          firstName: firstName.value,
          lastName: lastName.value,
          mail: 'namesake@example.org',
          login: 'cmartin',
          showsAt: this.now,
        }),
      () => free('old') && this.#add({ ...stranger, mail: DRAFT.email.value, login: 'old', showsAt: this.now }),
      () => this.#ours((user) => (user.lastName = 'MARRIED')),
      () => this.#ours((user) => (user.mail = 'work@example.org')),
      () => this.#ours((user) => Object.assign(user, { lastName: 'MARRIED', mail: 'married@example.org' })),
    ].map((edit) => () => void edit());
    for (const edit of edits) if (this.#chance(0.2)) this.after(this.#chance(0.4) ? 0 : 60_000 * this.#random(), edit);
  }

  #ours(edit: (user: Mutable<Row>) => void): void {
    const own = this.users.find(({ ours, showsAt }) => ours && showsAt <= this.now);
    if (own) edit(own);
  }

  /** An admin who looks from time to time, and answers what waits. */
  #admin(): void {
    this.after(this.#chance(0.3) ? 60_000 * this.#random() : 2 * DAY_MS * this.#random(), () => {
      this.#answer();
      this.#admin();
    });
  }

  #answer(): void {
    if (!isOpen(this.#current)) return;
    const { problem } = this.state;
    const abandons = this.#chance(0.01) || (this.#answered > 30 && problem !== undefined);
    const correction: Correction | undefined = abandons
      ? { kind: 'abandon', by: 'Anna', reason: 'Withdrew' }
      : problem && this.#chance(0.8)
        ? this.#answerTo(problem)
        : undefined;
    if (!correction) return;
    this.#current.heard = true;
    const { handle, validator } = this.handlers.get('correct') ?? assert.fail('no handler');
    this.story.push(`Anna: ${JSON.stringify(correction)}`);
    try {
      (validator as (input: Correction) => void)(correction);
    } catch {
      return; // refused, with a reason that other tests look at
    }
    this.#answered++;
    if (correction.kind === 'use-existing') this.confirmed.push(correction.employeeId);
    (handle as (input: Correction) => unknown)(correction);
  }

  #answerTo({ number, remedies, existing = [], issues }: Problem): Correction {
    const answer = { by: 'Anna', problem: number };
    const [shown] = existing;
    const ours = existing.find(({ id }) => this.users.some((user) => user.id === id && user.ours));
    if (ours && this.#chance(0.5)) return { kind: 'use-existing', employeeId: ours.id, ...answer };
    // Who does not recognise the record at once does not say that it is a stranger's, but may change a value and see what happens.
    if (shown && !ours && remedies.includes('create-anyway') && this.#chance(0.6)) return { kind: 'create-anyway', ...answer };
    if (shown && !ours && this.#chance(0.2)) return { kind: 'use-existing', employeeId: shown.id, ...answer };
    const field = issues[0]?.field;
    if (field === 'department') return { kind: 'fields', fields: { department: 14 }, ...answer };
    if (field === 'email' || this.#chance(0.3))
      return { kind: 'fields', fields: { email: `camille.${this.#one(['a', 'b'] as const)}@example.org` }, ...answer };
    if (this.#chance(0.2)) return { kind: 'fields', fields: { login: this.#one(['cmartin', 'camille2', 'cm'] as const) }, ...answer };
    if (this.#chance(0.1)) return { kind: 'fields', fields: { lastName: 'Martin-Durand' }, ...answer };
    return { kind: 'retry', ...answer };
  }

  #calm(): Outside {
    return async (effect) => {
      await this.#pass(50);
      return effect();
    };
  }

  /** A call to the outside takes time, may be the last thing its process does, and may take effect all the same. */
  #outside(killedAt: number): Outside {
    let calls = 0;
    return async (effect) => {
      const last = ++calls === killedAt;
      await this.#pass(20 + 400 * this.#random() ** 4);
      if (last && this.#chance(0.5)) throw new Killed();
      const result = effect();
      if (last) throw new Killed();
      return result;
    };
  }

  async #pass(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.after(ms, resolve));
  }

  async #settle(): Promise<void> {
    for (let looks = 0; ; looks++) {
      assert.ok(looks < MAX_EVENTS, 'goes round without an end');
      await drained();
      const holding = [...this.#conditions].filter(({ holds }) => holds());
      if (holding.length === 0) return;
      for (const condition of holding) {
        this.#conditions.delete(condition);
        condition.act();
      }
    }
  }

  #next() {
    let first = 0;
    for (let at = 1; at < this.#events.length; at++) if ((this.#events[at]?.at ?? 0) < (this.#events[first]?.at ?? 0)) first = at;
    return this.#events.splice(first, 1)[0];
  }

  #troubled(): boolean {
    return this.now < this.#calmAt && this.#chance(this.#trouble);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #one<const T>(of: readonly T[]): T {
    const chosen = of[Math.floor(of.length * this.#random())];
    return chosen ?? assert.fail('nothing to choose from');
  }
}

function isOpen({ endedAt }: Run): boolean {
  return endedAt === undefined;
}

/** A run goes on as another one. */
class Continued extends Error {
  readonly args: readonly unknown[];
  constructor(args: readonly unknown[]) {
    super('continued as new');
    this.args = args;
  }
}

type Outside = <T>(effect: () => T) => Promise<T>;

function failed(name: string, cause: Error): ActivityFailure {
  return new ActivityFailure('activity failed', name, '1', RetryState.CANCEL_REQUESTED, 'worker', cause);
}

function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function msOf(duration = '1s'): number {
  const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[duration.at(-1) ?? 's'] ?? 1_000;
  return Number.parseInt(duration, 10) * unit;
}
