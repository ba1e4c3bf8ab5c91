import assert from 'node:assert/strict';
import { setImmediate as drained } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure, defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Applications, ConnectionDeps, HireStepDeps } from '../../../src/activities/deps.js';
import { createValidateHire } from '../../../src/activities/hire/validate-hire.js';
import { createFindMissing } from '../../../src/activities/reconcile/find-missing.js';
import { createStartMissing } from '../../../src/activities/reconcile/start-missing.js';
import { claimApplication, handOver } from '../../../src/client/applications.js';
import { takeDrag } from '../../../src/client/drags.js';
import type { FlatchrSideKeeper } from '../../../src/client/flatchr-side.js';
import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../../src/flatchr/flatchr-client.js';
import { isNewerThan, type Hire } from '../../../src/hire/order.js';
import type { Steps, Validated, ValidateOrder } from '../../../src/hire/steps.js';
import type { Carried } from '../../../src/workflows/hire/hire-memory.js';
import { generator } from './generator.js';

const MAX_EVENTS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TIME_ZONE = 'Europe/Paris';
const ENCODED = 'z7gWQnjXG77hJRak';
const VACANCY = { id: 'a4JL2lpEbydwBXKe', number: '84512' };
const CANDIDATE = { firstName: 'Ana', lastName: 'Petit', email: 'ana@example.org', phone: undefined };
/** Flatchr's search shows a move at most so late. */
const LAG_MS = 10_000;
/** Temporal's lists show a run at most so late. */
const VISIBLE_AFTER_MS = 2_000;

/** The attempt dies here: nothing after it happens. */
class Killed extends Error {}

/** A run of a workflow, as Temporal keeps it. */
interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly args: readonly unknown[];
  readonly visibleAt: number;
  status: 'RUNNING' | 'COMPLETED';
  memo: Record<string, unknown>;
  attributes: Record<string, unknown>;
  signal?: (order: Hire) => void;
}

interface StartOptions {
  readonly workflowId: string;
  readonly args: readonly unknown[];
  readonly memo: Record<string, unknown>;
  readonly workflowIdReusePolicy: string;
  readonly typedSearchAttributes: readonly { readonly key: { readonly name: string }; readonly value: unknown }[];
}

/**
 * One application, which goes by two ids, in virtual time: its webhook comes, comes twice, comes days late or never; it is dragged again; and
 * Flatchr is compared meanwhile, by one run or by two at once. Taking a drag, claiming, comparing and validating are the real ones; a hire is
 * a few lines that validate and create. Requests fail, attempts die, lists and searches lag. All by one seed.
 */
export class World {
  now = Date.UTC(2027, 2, 26, 9); // the clock is changed two nights later
  employees = 0;
  /** How often a person would be asked whether it is the same one. */
  asked = 0;
  mails = 0;
  readonly story: string[] = [];
  readonly #random: () => number;
  readonly #events: { readonly at: number; readonly act: () => void }[] = [];
  readonly #runs: Run[] = [];
  readonly #trouble: number;
  #reserved = false;
  #error: unknown;
  #movedAt = 0;
  readonly #client: Client;
  readonly #deps: HireStepDeps;
  readonly #flatchr: FlatchrClient;

  constructor(seed: number) {
    this.#random = generator(seed);
    this.#trouble = 0.3 * this.#random();
    this.#client = this.#temporal();
    this.#flatchr = this.#search();
    const hires = { client: this.#client, taskQueue: 'hires' };
    const applications: Applications = {
      claim: (claim) => claimApplication(hires, claim),
      handOver: (hire, to) => handOver(hires, hire, to),
    };
    this.#deps = {
      connections: this.#connections(),
      wakeGateway: async () => ({ taskQueue: '' }),
      unlessPaused: async () => undefined,
      applications,
      now: () => this.now,
      flatchrLagMs: 60_000,
    } as unknown as HireStepDeps; // as much of it as validateHire takes
  }

  /** @returns how many hires there were, and how each ended. @throws when it never would. */
  async run(): Promise<readonly string[]> {
    const actors = [this.#webhooks(), ...Array.from({ length: 1 + Math.floor(3 * this.#random()) }, () => this.#comparison())];
    let over = false;
    Promise.all(actors).then(
      () => (over = true),
      (reason: unknown) => (this.#error = reason),
    );
    for (let events = 0; ; events++) {
      await drained();
      if (this.#error) throw this.#error instanceof Error ? this.#error : new Error(JSON.stringify(this.#error));
      const next = this.#events.sort((one, other) => one.at - other.at).shift();
      if (!next) {
        if (over && this.#hires.every(({ status }) => status === 'COMPLETED'))
          return this.#hires.map(({ attributes }) => String(attributes['HireStatus']));
        assert.fail('wedged: nothing more would ever happen');
      }
      assert.ok(events < MAX_EVENTS, 'never comes to an end');
      this.now = Math.max(this.now, next.at);
      next.act();
    }
  }

  get #hires(): Run[] {
    return this.#runs.filter(({ workflowId }) => workflowId.startsWith('hire/'));
  }

  /** The candidate is dragged once or twice, and each time the webhook comes, or does not, or late, or twice. */
  async #webhooks(): Promise<void> {
    const drags = this.#chance(0.7) ? 1 : 2;
    const arrivals: Promise<void>[] = [];
    for (let drag = 0; drag < drags; drag++) {
      if (drag > 0) await this.#pass(this.#chance(0.5) ? 2_000 * this.#random() : 2 * DAY_MS * this.#random());
      this.#movedAt = this.now;
      const order: Hire = {
        connection: 'a',
        applicant: '1474',
        switchedAt: this.#chance(0.9) ? new Date(this.now).toISOString() : undefined,
        column: 'Recruté',
        candidate: CANDIDATE,
        vacancy: { ...VACANCY, title: 'Comptable' },
      };
      const times = this.#one([0, 1, 1, 1, 2] as const);
      for (let time = 0; time < times; time++)
        arrivals.push(
          (async () => {
            await this.#pass(this.#one([0, 1_000, 20_000, HOUR_MS, 3 * DAY_MS] as const) * this.#random());
            this.story.push(`${this.now}: webhook of ${order.switchedAt}`);
            await this.#untilDone('webhook', async () => void (await takeDrag({ client: this.#client, taskQueue: 'hires' }, order)));
          })(),
        );
    }
    await Promise.all(arrivals);
  }

  /** One comparison, from its first look to the last start; each activity by as many attempts as it takes. */
  async #comparison(): Promise<void> {
    await this.#pass(this.#one([500, 20_000, HOUR_MS, 2 * DAY_MS] as const) * this.#random());
    this.story.push(`${this.now}: comparison`);
    const deps = {
      connections: this.#connections(),
      hires: () => ({ client: this.#client, taskQueue: 'hires' }),
      sides: () => ({ known: async () => ({ columns: {}, missed: [] }) }) as unknown as FlatchrSideKeeper, // all that it asks
      now: () => this.now,
      paceMs: 0,
    };
    const days = { from: '2027-03-24', to: '2027-04-10' };
    const { missing } = await this.#untilDone('find', () => createFindMissing(deps)({ connection: 'a', days, since: '2027-03-24' }));
    const hires = missing.map(({ order }) => order);
    this.story.push(`${this.now}: ${hires.length} missing`);
    if (hires.length === 0 || this.employees > 0) return; // in Lucca already
    const started = await this.#untilDone('start', () => createStartMissing(deps)({ connection: 'a', hires }));
    this.story.push(`${this.now}: started ${started.join()}`);
  }

  /** A hire: validates until it can, then creates, or gives way. */
  #hire(run: Run, began: Hire, carried: Carried | undefined): void {
    let order = began;
    let news = false;
    run.signal = (dragged) => {
      if (!isNewerThan(dragged, order)) return;
      order = dragged;
      news = true;
    };
    const close = (status: string, memo: Record<string, unknown> = {}) => {
      this.story.push(`${this.now}: ${run.workflowId} ${status}`);
      Object.assign(run, { status: 'COMPLETED' });
      Object.assign(run.attributes, { HireStatus: status });
      Object.assign(run.memo, memo, { event: order.switchedAt ?? null });
    };
    const carryOut = async () => {
      await this.#pass(100 * this.#random());
      const created = carried?.earlier !== undefined && this.#createdBy(run.workflowId);
      if (created) return close('created'); // still there: nothing is to do
      for (;;) {
        news = false;
        const ordered = { hire: order, fields: {}, hiredAnyway: false, startedAt: new Date(this.now).toISOString() };
        const environment = { scheduledTimestampMs: this.now };
        const validated = await this.#untilDone(run.workflowId, () =>
          new MockActivityEnvironment(environment, QUIET).run<[ValidateOrder], Validated, Steps['validateHire']>(
            createValidateHire(this.#deps),
            ordered,
          ),
        );
        if (validated.repeat) return close('repeat', { repeatOf: validated.repeat.of });
        assert.ok(validated.done, `asked about ${JSON.stringify(validated.problem)}`);
        run.attributes['HireApplicant'] = validated.reading?.applicant;
        await this.#pass(this.#chance(0.2) ? DAY_MS * this.#random() : 3_000 * this.#random());
        if (!news) break;
      }
      if (this.#reserved) {
        this.asked++;
        return close('asked');
      }
      this.#reserved = true;
      await this.#pass(1_000 * this.#random());
      this.employees++;
      run.attributes['created'] = true;
      this.mails++;
      close('created');
    };
    carryOut().catch((error: unknown) => (this.#error = error));
  }

  #createdBy(workflowId: string): boolean {
    return this.#runs.some((run) => run.workflowId === workflowId && run.attributes['created'] === true);
  }

  /** Attempt after attempt, as Temporal does; Flatchr's webhook is asked to send once more by whoever sees a 503. */
  async #untilDone<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    for (;;)
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Killed || error instanceof FlatchrError || error instanceof ApplicationFailure)) throw error;
        this.story.push(`${this.now}: ${what} fails: ${error.message}`);
        await this.#pass(1_000 + 10_000 * this.#random());
      }
  }

  #connections(): ReadonlyMap<string, ConnectionDeps> {
    const settings = { id: 'a', timeZone: TIME_ZONE, country: 'FR', flatchr: { hiredColumns: [] }, reconcile: { mode: 'start' } };
    return new Map([['a', { settings, flatchr: this.#flatchr }]]) as unknown as ReadonlyMap<string, ConnectionDeps>; // as much as is read
  }

  #search(): FlatchrClient {
    const answer = async (): Promise<FlatchrApplicant[]> => {
      await this.#outside();
      if (this.#chance(0.1)) throw new FlatchrError('unavailable', 'search/applicants', 503);
      const shown = this.#movedAt > 0 && this.now >= this.#movedAt + LAG_MS * this.#random();
      const day = new Date(this.#movedAt).toISOString().slice(0, 10);
      const row = { ...CANDIDATE, applicant: ENCODED, vacancyNumber: VACANCY.number, vacancyTitle: 'Comptable', column: 'Recruté' };
      return shown ? [{ ...row, hired: true, archived: false, changedOn: day }] : [];
    };
    const client: Partial<FlatchrClient> = {
      search: answer,
      hired: async (_column, { from, to }) => ({
        rows: (await answer()).filter(({ changedOn = '' }) => changedOn >= from && changedOn <= to),
        unread: 0,
      }),
      vacancyIds: async () => new Map([[VACANCY.number, VACANCY.id]]),
      vacancy: async () => ({
        title: 'Comptable',
        reference: undefined,
        contractTypeId: '1',
        contractType: 'CDI',
        folders: [],
        startDate: '2027-05-03',
        endDate: undefined,
      }),
    };
    return client as FlatchrClient; // what is asked here
  }

  /** As much of a Temporal client as the code under test uses. */
  #temporal(): Client {
    const last = (workflowId: string) => this.#runs.findLast((run) => run.workflowId === workflowId);
    const known = (workflowId: string): Run => {
      const run = last(workflowId);
      if (!run) throw new WorkflowNotFoundError('none', workflowId, undefined);
      return run;
    };
    const described = (run: Run) => ({
      ...run,
      status: { name: run.status },
      memo: { ...run.memo },
      raw: {},
      typedSearchAttributes: { get: ({ name }: { name: string }) => run.attributes[name] },
    });
    const begin = (type: string, { workflowId, args, memo, workflowIdReusePolicy, typedSearchAttributes }: StartOptions) => {
      const before = last(workflowId);
      if (before && (before.status === 'RUNNING' || workflowIdReusePolicy === 'REJECT_DUPLICATE'))
        throw new WorkflowExecutionAlreadyStartedError('there is one', workflowId, type);
      const attributes = Object.fromEntries(typedSearchAttributes.map(({ key, value }) => [key.name, value]));
      const run: Run = {
        workflowId,
        args,
        memo: { ...memo },
        attributes,
        status: 'RUNNING',
        runId: `run-${this.#runs.length}`,
        visibleAt: this.now + VISIBLE_AFTER_MS * this.#random(),
      };
      this.#runs.push(run);
      this.story.push(`${this.now}: ${workflowId} begins`);
      if (type === 'hire') this.#hire(run, args[0] as Hire, args[1] as Carried | undefined);
      else run.status = 'COMPLETED';
    };
    const client = {
      options: { namespace: 'default', loadedDataConverter: CONVERTER },
      workflow: {
        start: async (type: string, options: StartOptions) => this.#outside(() => begin(type, options)),
        getHandle: (workflowId: string) => ({
          describe: async () => this.#outside(() => described(known(workflowId))),
          signal: async (_definition: unknown, order: Hire) =>
            this.#outside(() => {
              const run = known(workflowId);
              if (run.status !== 'RUNNING') throw new WorkflowNotFoundError('it has ended', workflowId, undefined);
              run.signal?.(order);
              run.memo['event'] = order.switchedAt ?? null;
            }),
        }),
        list: ({ query }: { query: string }) => this.#list(query, described),
      },
      workflowService: {
        getWorkflowExecutionHistory: async ({ execution }: { execution: { runId: string } }) =>
          this.#outside(() => {
            const run = this.#runs.find(({ runId }) => runId === execution.runId);
            const payloads = [defaultPayloadConverter.toPayload(run?.args[0])];
            return { history: { events: [{ workflowExecutionStartedEventAttributes: { input: { payloads } } }] } };
          }),
      },
    };
    return client as unknown as Client;
  }

  async *#list<T>(query: string, described: (run: Run) => T): AsyncGenerator<T> {
    await this.#outside();
    for (const run of this.#hires) {
      const id = run.attributes['HireApplicant'];
      const fits = query.includes('IS NULL')
        ? id === undefined && run.attributes['HireStatus'] !== 'repeat'
        : query.includes(`'${String(id)}'`);
      if (fits && run.visibleAt <= this.now) yield described(run);
    }
  }

  /** A call to somewhere else takes a moment; now and then whoever makes it dies before it, or after. */
  async #outside<T>(effect?: () => T): Promise<T> {
    const dies = this.#chance(this.#trouble * 0.3);
    await this.#pass(200 * this.#random() ** 3);
    if (dies && this.#chance(0.5)) throw new Killed('killed before');
    const result = effect?.();
    await this.#pass(50 * this.#random());
    if (dies) throw new Killed('killed after');
    return result as T; // undefined where there is no effect
  }

  async #pass(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.#events.push({ at: this.now + Math.round(ms), act: resolve }));
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #one<const T>(of: readonly T[]): T {
    return of[Math.floor(of.length * this.#random())] ?? assert.fail('nothing to choose from');
  }
}

const QUIET = { logger: new DefaultLogger('ERROR', () => undefined) };
const CONVERTER = { payloadConverter: defaultPayloadConverter, failureConverter: defaultFailureConverter, payloadCodecs: [] };
