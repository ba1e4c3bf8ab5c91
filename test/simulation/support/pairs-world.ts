import assert from 'node:assert/strict';
import { setImmediate as drained } from 'node:timers/promises';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { createEmployee } from '../../../src/activities/hire/create-employee.js';
import type { Intent } from '../../../src/activities/hire/intent.js';
import { Reservations } from '../../../src/activities/hire/reservations.js';
import type { EmployeeDraft } from '../../../src/hire/draft.js';
import type { CreateResult } from '../../../src/hire/steps.js';
import type { LuccaClient, LuccaUser, NewLuccaUser } from '../../../src/lucca/lucca-client.js';
import { Directory } from '../../../src/lucca/directory.js';
import { LuccaError, type LuccaErrorKind } from '../../../src/lucca/errors.js';
import { draftWith, VALIDATED } from '../../support/draft.js';
import { generator } from './generator.js';

export const SEEDS_OF_PAIRS = 10_000;
const SETTLE_MS = 45_000;
const LUCCA_TIMEOUT_MS = 6_000;
const MAX_EVENTS = 5_000;

/** The attempt dies here: nothing after it happens. */
class Killed extends Error {}

type Row = LuccaUser & { readonly showsAt: number };

/**
 * One Lucca account, two connections to it, its open gateway, and two or three hires of one person that arrive within seconds; each spells
 * what they have in common – the address, or the full name – in its own way. Answers are lost, attempts die, records show late, hires are
 * abandoned, and now and then a human says that it is someone else. All by one seed.
 */
export class World {
  now = Date.UTC(2027, 0, 4, 9);
  readonly users: Row[] = [];
  readonly story: string[] = [];
  /** How often a human said that somebody found is someone else. */
  saidOtherwise = 0;
  readonly #random: () => number;
  readonly #events: { readonly at: number; readonly act: () => void }[] = [];
  readonly #trouble: number;
  readonly #calmAt: number;
  readonly #uniqueLogins: boolean;
  readonly #reservations = new Reservations(0, (ms, act) => this.#after(ms, act));
  readonly #directories: Directory[];

  constructor(seed: number) {
    this.#random = generator(seed);
    this.#trouble = this.#random() * 0.6;
    this.#calmAt = this.now + 600_000 * this.#random();
    this.#uniqueLogins = this.#chance(0.5);
    const everybody = async () => this.#shown();
    const usersBy = async (_: string, ids: readonly (string | number)[]) => this.#shown().filter(({ id }) => ids.includes(id));
    this.#directories = Array.from({ length: this.#chance(0.5) ? 1 : 2 }, () => {
      const options = { now: () => this.now, settleForMs: SETTLE_MS, onUnreadable: () => assert.fail('it can be read') };
      return new Directory({ lucca: { everybody, usersBy }, ...options });
    });
  }

  /** @returns how each hire ended. @throws when they never would. */
  async run(): Promise<string[]> {
    const kind = this.#chance(0.5) ? 'address' : 'name';
    const hires = Array.from({ length: this.#chance(0.7) ? 2 : 3 }, async (_, at) => {
      await this.#pass(this.#chance(0.6) ? 500 * this.#random() : 60_000 * this.#random());
      return await this.#hire(at, kind);
    });
    let ends: string[] | undefined;
    let error: Error | undefined;
    Promise.all(hires).then(
      (all) => (ends = all),
      (reason: unknown) => (error = reason instanceof Error ? reason : new Error(String(reason))),
    );
    for (let events = 0; ; events++) {
      await drained();
      if (error) throw error;
      if (ends) return ends;
      assert.ok(events < MAX_EVENTS, 'never comes to an end');
      const next = this.#events.sort((one, other) => one.at - other.at).shift();
      assert.ok(next, 'wedged: they wait for each other');
      this.now = next.at;
      next.act();
    }
  }

  async #hire(at: number, kind: 'address' | 'name'): Promise<string> {
    const cancelled = new AbortController();
    if (this.#chance(0.1)) this.#after(30_000 * this.#random(), () => cancelled.abort());
    const spelled = (text: string) => this.#one([text, text.toUpperCase(), text.normalize('NFD')] as const);
    let draft = draftWith(
      kind === 'address'
        ? { email: spelled('zoé@example.org'), lastName: `Martin${at}`, login: `zmartin${at}` }
        : {
            firstName: spelled('Zoé'),
            lastName: spelled('Martin'),
            email: `zoe${at}@example.org`,
            login: this.#one(['zmartin', `z${at}`]),
          },
    );
    let sent: EmployeeDraft[] = [];
    let dismissed: number[] = [];
    for (let round = 0; ; round++) {
      const result = await this.#activity(at, draft, sent, dismissed, cancelled.signal);
      if (result === 'abandoned') return result;
      this.story.push(`hire ${at} at ${this.now}: ${result.kind} ${result.kind === 'problem' ? result.problem.code : ''}`);
      if (result.kind === 'created') return dismissed.length > 0 ? 'created anyway' : 'created';
      if (result.kind === 'problem' && result.maybeSent) sent = [...sent, draft];
      if (result.kind === 'login-taken') draft = { ...draft, login: { value: `z${at}x${round}`, origin: 'derived' } };
      if (result.kind === 'problem' && result.problem.existing) {
        if (!this.#chance(0.2)) return 'asked';
        this.saidOtherwise++;
        dismissed = [...dismissed, ...result.problem.existing.map(({ id }) => id)];
      }
      await this.#pass(1_000);
    }
  }

  /** One activity, by as many attempts as it takes. */
  async #activity(
    at: number,
    draft: EmployeeDraft,
    sent: readonly EmployeeDraft[],
    dismissed: readonly number[],
    cancelled: AbortSignal,
  ): Promise<CreateResult | 'abandoned'> {
    let kept: Intent = {};
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(at, { draft, sent, dismissed }, cancelled, { read: () => kept, keep: (intent) => (kept = intent) });
      } catch (error) {
        this.story.push(`hire ${at} at ${this.now}, attempt ${attempt}: ${error instanceof Error ? error.message : String(error)}`);
        if (error instanceof CancelledFailure) return 'abandoned';
        if (!(error instanceof Killed || error instanceof LuccaError || error instanceof ApplicationFailure)) throw error;
        const asked = error instanceof ApplicationFailure ? Number(error.nextRetryDelay ?? 2_000) : 2_000;
        await this.#pass((error instanceof Killed ? 10_000 : asked) + (this.#troubled() ? 20_000 * this.#random() : 0));
        if (cancelled.aborted) return 'abandoned';
      }
    }
  }

  async #attempt(
    at: number,
    order: Pick<Parameters<typeof createEmployee>[0] & { kind: 'create' }, 'draft' | 'sent' | 'dismissed'>,
    cancelled: AbortSignal,
    intents: { read(): Intent; keep(intent: Intent): void },
  ): Promise<CreateResult> {
    const killedAt = this.#troubled() ? Math.ceil(8 * this.#random()) : 0;
    let calls = 0;
    const outside = async <T>(effect: () => T): Promise<T> => {
      const last = ++calls === killedAt;
      await this.#pass(20 + 400 * this.#random() ** 4);
      if (last && this.#chance(0.5)) throw new Killed('killed before');
      const result = effect();
      if (last) throw new Killed('killed after');
      return result;
    };
    let own = intents.read();
    const lucca = this.#lucca(outside);
    const directory = this.#directories[at % this.#directories.length] ?? assert.fail('no directory');
    return await createEmployee(
      {
        kind: 'create',
        hireId: `hire/${at % 2 === 0 ? 'a' : 'b'}/${at}`,
        connection: at % 2 === 0 ? 'a' : 'b',
        knows: 'run',
        validated: VALIDATED,
        ...order,
      },
      {
        lucca,
        writer: lucca,
        needsApproval: false,
        directory: {
          find: async (marks, shown) => (await Promise.all(this.#directories.map((one) => one.find(marks, shown)))).flat(),
          created: (user) => directory.created(user),
          mayShowWithin: (ms) => this.#directories.forEach((one) => one.mayShowWithin(ms)),
        },
        reservations: this.#reservations,
        intents: {
          read: () => own,
          async write(intent) {
            own = intent;
            await outside(() => intents.keep(intent));
          },
        },
        now: () => this.now,
        timeZone: 'Europe/Paris',
        settleForMs: SETTLE_MS,
        notTaken: new Set(),
        luccaTimeoutMs: LUCCA_TIMEOUT_MS,
        stillSays: async () => true,
        run: 'run',
        cancelled,
        unlessPaused: async () => undefined,
        stopIfCancelled() {
          if (cancelled.aborted) throw new CancelledFailure('cancelled before the request was sent');
        },
      },
    );
  }

  #lucca(outside: <T>(effect: () => T) => Promise<T>): LuccaClient {
    const unused = () => assert.fail('not called here');
    return {
      establishments: unused,
      departments: unused,
      roles: unused,
      everybody: unused,
      contractTemplates: unused,
      // Strict but for case: an address in another form is found by the directory alone.
      usersBy: async (property, values) => {
        const wanted = values.map((value) => String(value).toLowerCase());
        return await outside(() => this.#shown().filter((user) => wanted.includes(String(user[property]).toLowerCase())));
      },
      createUser: async (body, beforeSend) => {
        await beforeSend?.();
        return await outside(() => ({ id: this.#create(body), login: body.login }));
      },
      contractsOf: async ([ownerId = 0]) => await outside(() => [{ id: 1, ownerId, typeId: 6, startsOn: '2027-01-04', endsOn: undefined }]),
      setContractType: async () => await outside(() => undefined),
      createContract: unused,
      linkTo: String,
    };
  }

  #create({ firstName, lastName, mail, login }: NewLuccaUser): number {
    const fail = (kind: LuccaErrorKind, status?: number) => {
      throw new LuccaError(kind, 'POST /api/v3/users', status === undefined ? {} : { status });
    };
    const fate = this.#troubled() ? this.#one(['lost', 'lost', 'refused', 'doubtful', 'unavailable'] as const) : 'answered';
    if (fate === 'refused') fail('rejected', 400);
    if (fate === 'unavailable') fail('unavailable');
    if (this.#uniqueLogins && this.users.some((user) => user.login.toLowerCase() === login.toLowerCase())) fail('rejected', 400);
    const id = this.users.length + 1;
    const late = this.#chance(0.5) ? (SETTLE_MS - LUCCA_TIMEOUT_MS) * this.#random() : 0;
    if (fate === 'answered' || this.#chance(0.5)) {
      this.story.push(`Lucca has ${login}, shown at ${this.now + late}`);
      const person = { firstName, lastName: lastName.toUpperCase(), mail, login };
      this.users.push({ id, ...person, contractStart: undefined, contractEnd: undefined, showsAt: this.now + late });
    }
    if (fate === 'lost') fail('outcome-unknown');
    if (fate === 'doubtful') fail('rejected', 200);
    return id;
  }

  #shown(): Row[] {
    return this.users.filter(({ showsAt }) => showsAt <= this.now);
  }

  #after(ms: number, act: () => void): void {
    this.#events.push({ at: this.now + ms, act });
  }

  async #pass(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.#after(ms, resolve));
  }

  #troubled(): boolean {
    return this.now < this.#calmAt && this.#chance(this.#trouble);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #one<const T>(of: readonly T[]): T {
    return of[Math.floor(of.length * this.#random())] ?? assert.fail('nothing to choose from');
  }
}
