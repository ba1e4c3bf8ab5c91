import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { z } from 'zod';
import { sandboxConfig } from '../../sandbox/config.js';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.js';
import type { Applications, ConnectionDeps, LuccaDeps } from '../../src/activities/deps.js';
import type { Intent } from '../../src/activities/hire/intent.js';
import { createGatewaySteps, createHireSteps } from '../../src/activities/index.js';
import { planWait } from '../../src/activities/hire/plan-wait.js';
import { aroundAttempts } from '../../src/activities/attempt/interceptor.js';
import { configSchema, type Connection } from '../../src/config/schema.js';
import { createFlatchrClient } from '../../src/flatchr/flatchr-client.js';
import { readWebhook } from '../../src/flatchr/webhook.js';
import type { Hire } from '../../src/hire/order.js';
import type { Steps } from '../../src/hire/steps.js';
import { Reservations } from '../../src/activities/hire/reservations.js';
import { createLuccaClient, type LuccaWriter } from '../../src/lucca/lucca-client.js';
import { Directory } from '../../src/lucca/directory.js';
import { createLuccaHttp } from '../../src/lucca/http.js';
import { createReferenceData } from '../../src/lucca/reference-data.js';
import { createMailer, type Mailer } from '../../src/mail/mailer.js';

type ConnectionInput = z.input<typeof configSchema>['connections'][number];
type Order<Name extends keyof Steps> = Parameters<Steps[Name]>[0];
type Result<Name extends keyof Steps> = Awaited<ReturnType<Steps[Name]>>;
type AllDeps = ConnectionDeps & LuccaDeps;
type OwnDeps = AllDeps & { readonly writer: LuccaWriter };
type ActivityInfo = NonNullable<ConstructorParameters<typeof MockActivityEnvironment>[0]>;

export interface Surroundings {
  readonly info?: ActivityInfo;
  /** Called with each intent before it counts as kept; may throw as the server would. */
  readonly onHeartbeat?: (details: Intent) => void | Promise<unknown>;
  /** Throws while the connection is paused. */
  readonly unlessPaused?: () => Promise<void>;
  /** In place of the rig's connection. */
  readonly connection?: AllDeps;
  /** Called with the environment before the activity runs. */
  readonly prepare?: (environment: MockActivityEnvironment) => void;
}

/** Of a request to Lucca or Flatchr that gets no answer: short, but longer than a busy machine holds one up. */
const TIMEOUT_MS = 2_000;
/** Neither trouble nor a mail ever lasts long enough to be told of. */
const NEVER_LONG = { troubleAfterMs: Infinity, reportWithinMs: Infinity, mailLateAfterMs: Infinity };
/** Where the steps that need Lucca would run. */
const GATEWAY = { taskQueue: 'hires/lucca/sandbox' };

/** The activities over real HTTP and SMTP against a sandbox, without a Temporal server. Rig and sandbox share one clock. */
export class ActivityRig {
  /** Milliseconds since the epoch; a Monday, 10:00 in Paris. */
  now = Date.UTC(2027, 0, 4, 9);
  /** Intents that the server got to see, over all activities. */
  readonly heartbeats: Intent[] = [];
  /** Hires by the application that they carry, and what was handed to another one. */
  readonly claims = new Map<string, string>();
  readonly handedOver: { readonly hire: Hire; readonly to: string }[] = [];
  readonly applications: Applications = {
    claim: async ({ applicant, hire }) => {
      this.claims.set(applicant, this.claims.get(applicant) ?? hire);
      return this.claims.get(applicant) ?? hire;
    },
    handOver: async (hire, to) => void this.handedOver.push({ hire, to }),
  };
  readonly #reservations = new Reservations();
  #sandbox: Sandbox | undefined;
  #mailer: Mailer | undefined;
  #connection: OwnDeps | undefined;

  async start(change: (settings: ConnectionInput) => ConnectionInput = (settings) => settings): Promise<void> {
    const sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off', clock: () => this.now });
    const input = sandboxConfig(sandbox, 'http://localhost');
    const [settings] = configSchema.parse({ ...input, connections: input.connections.map(change) }).connections;
    assert.ok(settings);
    this.#sandbox = sandbox;
    this.#mailer = createMailer({ smtpUrl: sandbox.smtpUrl, from: input.smtp.from });
    this.#connection = connectionDeps(settings, sandbox, () => this.now);
  }

  async stop(): Promise<void> {
    this.#mailer?.close();
    await this.#sandbox?.close();
  }

  get sandbox(): Sandbox {
    return this.#sandbox ?? assert.fail('not started');
  }

  get connection(): OwnDeps {
    return this.#connection ?? assert.fail('not started');
  }

  /** Runs one attempt of an activity, as a worker does. */
  async run<Name extends keyof Steps>(
    name: Name,
    order: Order<Name>,
    { info = {}, onHeartbeat, prepare, connection = this.connection, unlessPaused = async () => undefined }: Surroundings = {},
  ): Promise<Result<Name>> {
    const connections = new Map([['sandbox', connection]]);
    const now = () => this.now;
    const mailer = this.#mailer ?? assert.fail('not started');
    const steps = {
      ...createHireSteps({
        connections,
        now,
        mailer,
        applications: this.applications,
        flatchrLagMs: 30_000,
        plan: planWait,
        operators: [],
        chat: async () => assert.fail('no chat here'),
        wakeGateway: async () => GATEWAY,
        web: { port: 0, trustProxy: [] },
        taskQueue: 'hires',
        unlessPaused,
      }),
      ...createGatewaySteps({
        connections,
        now,
        luccaTimeoutMs: 6_000,
        reservations: this.#reservations,
        unlessPaused,
        shownLogins: async () => [],
        sources: connections,
        staleAfterMs: 300_000,
      }),
    };
    const client = {
      withAbortSignal: async (_signal: AbortSignal, call: () => Promise<unknown>) => call(),
      withDeadline: async (_deadline: number, call: () => Promise<unknown>) => call(),
      activity: {
        heartbeat: async (_token: Uint8Array, details: Intent) => {
          await onHeartbeat?.(details);
          this.heartbeats.push(details);
        },
      },
    } as unknown as Client; // as much of it as the intent log uses
    const environment = new MockActivityEnvironment(
      { activityType: name, scheduledTimestampMs: this.now, ...info },
      { client, logger: new DefaultLogger('ERROR'), interceptors: [aroundAttempts({ taskQueue: 'test', now, ...NEVER_LONG })] },
    );
    prepare?.(environment);
    const step = steps[name] as (order: Order<Name>) => Promise<Result<Name>>; // the same, spelled for inference
    return await environment.run<[Order<Name>], Result<Name>, typeof step>(step, order);
  }

  /** Drags a candidate to a column (left out: the hired one), and reads the webhook as the web process does. */
  hire(applicant: string | number, column?: number): Hire {
    const { id, flatchr } = this.connection.settings;
    const reading = readWebhook(this.sandbox.flatchr.drag(applicant, column), {
      id,
      companyId: flatchr.companyId,
      hiredColumns: flatchr.hiredColumns,
    });
    return reading.kind === 'hire' ? reading.hire : assert.fail(JSON.stringify(reading));
  }

  /** How often Lucca was asked to create an employee. */
  get creations(): number {
    return this.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path === '/api/v3/users').length;
  }
}

function connectionDeps(settings: Connection, sandbox: Sandbox, now: () => number): OwnDeps {
  const baseUrl = `${sandbox.url}/lucca`;
  const http = createLuccaHttp({ baseUrl, apiKey: settings.lucca.apiKey, timeoutMs: TIMEOUT_MS, now });
  const lucca = createLuccaClient(http, baseUrl);
  const { companyId, apiKey } = settings.flatchr;
  return {
    settings,
    lucca,
    http,
    writer: lucca,
    reference: createReferenceData(lucca, now),
    directory: new Directory({ lucca, now, settleForMs: settings.lucca.settleFor, onUnreadable: () => assert.fail('it can be read') }),
    sight: { people: async () => [], takesLists: async () => undefined },
    flatchr:
      apiKey === undefined
        ? undefined
        : createFlatchrClient({ baseUrl: `${sandbox.url}/flatchr`, companyId, apiKey, timeoutMs: TIMEOUT_MS, now }),
  };
}

/** A started rig for each test of the suite. */
export function useActivities(change?: (settings: ConnectionInput) => ConnectionInput): () => ActivityRig {
  let rig: ActivityRig;
  beforeEach(async () => {
    rig = new ActivityRig();
    await rig.start(change);
  });
  afterEach(async () => rig.stop());
  return () => rig;
}

/** The failure that an activity ended with; no failure may tell a name, an address or a key. */
export async function failureOf(run: Promise<unknown>): Promise<ApplicationFailure> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof ApplicationFailure, `no failure that Temporal could tell by its type: ${String(error)}`);
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error.details ?? null)}`, /camille|martin|example|application=|Bearer|\?/i);
    assert.equal(error.nonRetryable ?? false, false);
    return error;
  }
  return assert.fail('no failure');
}
