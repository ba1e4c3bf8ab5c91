import assert from 'node:assert/strict';
import { setImmediate as drained } from 'node:timers/promises';
import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState } from '@temporalio/common';
import { createEmployee } from '../../../src/activities/hire/create-employee.js';
import { createDeriveLogin } from '../../../src/activities/hire/derive-login.js';
import { Reservations } from '../../../src/activities/hire/reservations.js';
import type { Intent } from '../../../src/activities/hire/intent.js';
import type { Correction } from '../../../src/hire/correction.js';
import type { Value } from '../../../src/hire/draft.js';
import { foundProblem, type Problem } from '../../../src/hire/problem.js';
import type { CreateOrder, LoginOrder, ResolveOrder, Steps, ValidateOrder } from '../../../src/hire/steps.js';
import type { LuccaClient, LuccaUser, NewLuccaUser } from '../../../src/lucca/client.js';
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
  readonly handlers: WorldOfWorkflow['handlers'] = new Map();
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
    const connections = new Map([['a', { settings: { login }, lucca }]]) as unknown as Parameters<
      typeof createDeriveLogin
    >[0]['connections'];
    this.#deriveLogin = createDeriveLogin({ connections, now: () => this.now, luccaTimeoutMs: LUCCA_TIMEOUT_MS });
    enterWorld(this);
    this.#away = this.#chance(0.05);
    this.#someoneElse();
  }

  /** Runs a workflow to its end. @throws when nothing more would ever happen. */
  async run<T>(workflow: () => Promise<T>): Promise<{ readonly result?: T; readonly error?: unknown }> {
    let outcome: { result?: T; error?: unknown } | undefined;
    workflow().then(
      (result) => (outcome = { result }),
      (error: unknown) => (outcome = { error }),
    );
    if (!this.#away) this.#admin();
    for (let events = 0; ; events++) {
      await this.#settle();
      if (outcome) return outcome;
      assert.ok(events < MAX_EVENTS, 'never comes to an end');
      const next = this.#next();
      assert.ok(next, 'wedged: nothing more would ever happen');
      this.now = Math.max(this.now, next.at);
      next.act();
    }
  }

  after(ms: number, act: () => void): void {
    this.#events.push({ at: this.now + ms, act });
  }

  untilTrue(holds: () => boolean, act: () => void): void {
    this.#conditions.add({ holds, act });
  }

  get state(): HireState {
    const query = this.handlers.get('state');
    assert.ok(query);
    return (query.handle as () => HireState)();
  }

  /** One activity, by as many attempts as it takes. */
  async activity(
    name: string,
    order: unknown,
    run: ActivityRun,
    retry: { readonly initialInterval: string; readonly maximumInterval: string } | undefined,
  ): Promise<unknown> {
    let intent: Intent = {};
    for (let attempt = 1; ; attempt++) {
      let againMs: number;
      const killedAt = this.#troubled() ? Math.ceil(8 * this.#random()) : 0;
      const outside = this.#outside(killedAt);
      try {
        const result = await this.#attempt(name, order, run, outside, {
          read: () => intent,
          keep: (kept) => (intent = kept),
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
        if (run.cancelRequested) throw failed(name, new CancelledFailure('cancelled'));
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
        return await createEmployee(order as CreateOrder, {
          lucca: this.#lucca(outside),
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
          run: 'run',
          stillSays: async () => true,
          now: () => this.now,
          timeZone: 'Europe/Paris',
          settleForMs: SETTLE_MS,
          notTaken: new Set(),
          luccaTimeoutMs: LUCCA_TIMEOUT_MS,
          stopIfCancelled() {
            if (run.cancelRequested) throw new CancelledFailure('cancelled before the request was sent');
          },
        });
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

  #validate({ fields }: ValidateOrder): Awaited<ReturnType<Steps['validateHire']>> {
    if (this.#needsEmail && fields.email === undefined)
      return { problem: foundProblem('validateHire', [{ code: 'missing', field: 'email' }]) };
    const given = (field: 'firstName' | 'lastName' | 'email'): Value => {
      const value = fields[field];
      return value === undefined ? DRAFT[field] : { value: String(value), origin: 'correction' };
    };
    const person = { firstName: given('firstName'), lastName: given('lastName'), email: given('email'), startDate: DRAFT.startDate };
    return { done: { person, offer: { departments: [], contractType: [] }, gateway: { taskQueue: 'gateway' } } };
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
    const id = this.users.length + 1;
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
    this.users.push({ ...row, id: this.users.length + 1, contractStart: undefined, contractEnd: undefined, typeId: DEFAULT_TYPE });
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
    const { problem } = this.state;
    const abandons = this.#chance(0.01) || (this.#answered > 30 && problem !== undefined);
    const correction: Correction | undefined = abandons
      ? { kind: 'abandon', by: 'Anna', reason: 'Withdrew' }
      : problem && this.#chance(0.8)
        ? this.#answerTo(problem)
        : undefined;
    if (!correction) return;
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
    for (;;) {
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
