import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import * as fc from 'fast-check';
import { createEmployee, type CreateDeps } from '../../../src/activities/hire/create-employee.js';
import type { Intent } from '../../../src/activities/hire/intent.js';
import type { CreateResult } from '../../../src/hire/steps.js';
import { Reservations } from '../../../src/activities/hire/reservations.js';
import type { LuccaClient, LuccaUser, NewLuccaUser } from '../../../src/lucca/lucca-client.js';
import { Directory } from '../../../src/lucca/directory.js';
import { LuccaError, type LuccaErrorKind } from '../../../src/lucca/errors.js';
import { DRAFT, VALIDATED } from '../../support/draft.js';

const SETTLE_MS = 45_000;
const LUCCA_TIMEOUT_MS = 6_000;

/** The process dies here: nothing after it happens. */
class Killed extends Error {}

/** What befalls one attempt. */
interface Fate {
  /** What becomes of the request to create. */
  readonly post: 'answered' | 'lost' | 'refused' | 'rate-limited' | 'unavailable';
  /** A lost request may have been carried out: at once, or as late as Lucca's time-out; and shows as late as the settling time. */
  readonly carriedOut: boolean;
  readonly showsAfterMs: number;
  /** The attempt is killed at its n-th call to the outside; 0: never. */
  readonly killedAt: number;
  /** Whether the call at which it was killed still took effect. */
  readonly lastWord: boolean;
  /** How much later than asked for Temporal starts the next attempt. */
  readonly lateMs: number;
}

const fate: fc.Arbitrary<Fate> = fc.record({
  post: fc.constantFrom('answered', 'lost', 'lost', 'refused', 'rate-limited', 'unavailable'),
  carriedOut: fc.boolean(),
  showsAfterMs: fc.integer({ min: 0, max: SETTLE_MS }),
  killedAt: fc.integer({ min: 0, max: 8 }),
  lastWord: fc.boolean(),
  lateMs: fc.integer({ min: 0, max: 20_000 }),
});
const CALM: Fate = { post: 'answered', carriedOut: true, showsAfterMs: 0, killedAt: 0, lastWord: true, lateMs: 0 };

/** A Lucca, a Temporal and a clock in memory. */
class World {
  readonly #uniqueLogins: boolean;
  /** Of the gateway, which outlives the attempts. */
  readonly #reservations = new Reservations(0, () => undefined);
  readonly #directory: Directory;
  now = 0;
  intent: Intent = {};
  readonly users: (LuccaUser & { readonly showsAt: number })[] = [];

  constructor(uniqueLogins: boolean) {
    this.#uniqueLogins = uniqueLogins;
    const shown = () => this.users.filter(({ showsAt }) => showsAt <= this.now);
    this.#directory = new Directory({
      lucca: { everybody: async () => shown(), usersBy: async (_, ids) => shown().filter(({ id }) => ids.includes(id)) },
      now: () => this.now,
      settleForMs: SETTLE_MS,
      onUnreadable: () => assert.fail('it can be read'),
    });
  }

  /** One attempt: its result, or how long until the next one. */
  async attempt(fate: Fate): Promise<CreateResult | { readonly againAfterMs: number }> {
    let calls = 0;
    const outside = async <T>(effect: () => T): Promise<T> => {
      const last = ++calls === fate.killedAt;
      if (last && !fate.lastWord) throw new Killed();
      const result = effect();
      if (last) throw new Killed();
      return result;
    };
    let own = this.intent;
    const intents: CreateDeps['intents'] = {
      read: () => own,
      write: async (intent) => {
        own = intent;
        await outside(() => (this.intent = intent));
      },
    };
    const by = (property: 'login' | 'mail' | 'id', values: readonly (string | number)[]) =>
      this.users.filter((user) => user.showsAt <= this.now && values.includes(user[property]));
    const create = (body: NewLuccaUser) => this.#create(body, fate);
    const unused = () => assert.fail('not called here');
    const lucca: LuccaClient = {
      contractTemplates: async () => undefined,
      establishments: unused,
      departments: unused,
      roles: unused,
      everybody: unused,
      usersBy: (property, values) => outside(() => by(property, values)),
      async createUser(body, beforeSend) {
        await beforeSend?.();
        return await outside(() => ({ id: create(body), login: body.login }));
      },
      contractsOf: ([ownerId = 0]) => outside(() => [{ id: 1, ownerId, typeId: 6, startsOn: DRAFT.startDate.value, endsOn: undefined }]),
      setContractType: () => outside(() => undefined),
      createContract: unused,
      linkTo: String,
    };
    try {
      return await createEmployee(
        { kind: 'create', hireId: 'hire/a/1', connection: 'a', draft: DRAFT, sent: [], dismissed: [], knows: 'run', validated: VALIDATED },
        {
          lucca,
          writer: lucca,
          needsApproval: false,
          directory: this.#directory,
          reservations: this.#reservations,
          cancelled: new AbortController().signal,
          intents,
          run: 'run',
          stillSays: async () => true,
          now: () => this.now,
          timeZone: 'Europe/Paris',
          settleForMs: SETTLE_MS,
          notTaken: new Set(),
          luccaTimeoutMs: LUCCA_TIMEOUT_MS,
          unlessPaused: async () => undefined,
          stopIfCancelled: () => undefined,
        },
      );
    } catch (error) {
      if (error instanceof ApplicationFailure) return { againAfterMs: Number(error.nextRetryDelay ?? 1_000) };
      if (error instanceof Killed || error instanceof LuccaError) return { againAfterMs: 1_000 };
      throw error;
    }
  }

  #create({ firstName, lastName, mail, login }: NewLuccaUser, { post, carriedOut, showsAfterMs }: Fate): number {
    const fail = (kind: LuccaErrorKind, status?: number) => {
      throw new LuccaError(kind, 'POST /api/v3/users', status === undefined ? {} : { status });
    };
    if (post === 'refused') fail('rejected', 400);
    if (post === 'rate-limited' || post === 'unavailable') fail(post);
    // Lucca itself knows of a record before its look-ups show it; that it refuses a second one is documented nowhere.
    if (this.#uniqueLogins && this.users.some((user) => user.login === login)) fail('rejected', 400);
    const id = this.users.length + 1;
    if (post === 'answered' || carriedOut)
      this.users.push({
        id,
        firstName,
        lastName: lastName.toUpperCase(),
        mail,
        login,
        contractStart: undefined,
        contractEnd: undefined,
        showsAt: this.now + showsAfterMs,
      });
    if (post === 'lost') fail('outcome-unknown');
    return id;
  }
}

describe('createEmployee in a simulated world', () => {
  it('makes one employee and takes it for its own, whatever befalls its attempts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 8 }), fc.boolean(), async (fates, uniqueLogins) => {
        const world = new World(uniqueLogins);
        for (const one of [...fates, ...Array.from({ length: 12 }, () => CALM)]) {
          const result = await world.attempt(one);
          assert.ok(world.users.length <= 1, 'two employees');
          if ('againAfterMs' in result) {
            world.now += result.againAfterMs + one.lateMs;
            continue;
          }
          if (result.kind === 'problem' && result.problem.code === 'lucca-rejected') {
            // A person may only be told that nothing was created when that is so.
            assert.ok(result.maybeSent || world.users.length === 0, 'an employee that nobody is told of');
            world.now += 1_000;
            world.intent = {}; // the next round is another activity
            if (result.maybeSent) return;
            continue;
          }
          assert.equal(result.kind, 'created', JSON.stringify(result));
          assert.equal(world.users.length, 1);
          return;
        }
        assert.fail('never comes to an end');
      }),
      { numRuns: 3_000 },
    );
  });
});
