import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, ServiceError, WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, type DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { z } from 'zod';
import { sandboxConfig } from '../../sandbox/config.js';
import type { NewCandidate } from '../../sandbox/flatchr/board.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { createReconciliations } from '../../src/client/reconciliations.js';
import { createFlatchrSides, createRefusedBodies, createSessions, HireClient } from '../../src/client.js';
import { accountOf } from '../../src/config/lucca-host.js';
import { NO_AUDIT, type AuditLog } from '../../src/audit/audit-log.js';
import type { AuditEvent } from '../../src/audit/entry.js';
import { configSchema, type Config, type Connection } from '../../src/config/schema.js';
import type { HireStatus } from '../../src/hire/order.js';
import type { Problem, ProblemCode } from '../../src/hire/problem.js';
import { createEncryptionCodec } from '../../src/encryption/codec.js';
import { createLinks, type Links } from '../../src/links.js';
import { createWeb } from '../../src/web/app.js';
import { webConnections } from '../../src/web/server.js';
import { auditSinks } from '../../src/worker/auditing.js';
import { createHireWorker, type HireWorker, type HireWorkerOptions } from '../../src/worker/hire-worker.js';
import type { HireState } from '../../src/workflows/hire/messages.js';
import { DATA_CONVERTER, ENCRYPTION } from './encryption.js';
import { workflowsInThisThread } from './light-workflows.js';
import type { OwnTemporal } from './own-temporal.js';
import { temporal, workflowBundle } from './temporal.js';

export type ConnectionInput = z.input<typeof configSchema>['connections'][number];

/** Those of a worker, in milliseconds; what is left out is as in production, but for Flatchr's lag. */
type Durations = Pick<
  HireWorkerOptions,
  | 'flatchrLagMs'
  | 'staleAfterMs'
  | 'brokenOffEveryMs'
  | 'gatewayIdleMs'
  | 'mailLateAfterMs'
  | 'now'
  | 'plan'
  | 'troubleAfterMs'
  | 'reportWithinMs'
>;

export interface RigOptions extends Durations {
  /** Changes to the connection's settings. */
  readonly connection?: (settings: ConnectionInput) => ConnectionInput;
  /** Further connections beside the rig's own. */
  readonly others?: (settings: ConnectionInput) => ConnectionInput[];
  readonly sandbox?: Partial<SandboxOptions>;
  /** Left out: the server of the whole run. */
  readonly temporal?: Pick<OwnTemporal, 'client' | 'nativeConnection'> & Partial<Pick<OwnTemporal, 'uiUrl'>>;
  /** How web process and worker write to Temporal; left out: encrypted with the key of all tests. */
  readonly dataConverter?: DataConverter;
}

/** Signs the links to the pages. */
export const SECRET = 'a secret of the tests';
/** After so long Lucca has cut a request off, in every scenario. */
export const LUCCA_TIMEOUT_MS = 500;

/**
 * A whole connector around a real Temporal server: sandbox, web process and worker, all over real HTTP and SMTP.
 * Each rig has a connection and a task queue of its own, so that tests do not see each other's hires.
 */
export class Rig {
  readonly connection: string;
  readonly sandbox: Sandbox;
  readonly config: Config;
  readonly client: Client;
  readonly hires: HireClient;
  readonly webUrl: string;
  readonly links: Links;
  /** All that the web process logged. */
  readonly log: readonly string[];
  /** What web process and worker wrote into the audit trail. */
  readonly audited: readonly AuditEvent[];
  readonly #audit: AuditLog;
  readonly #web: FastifyInstance;
  readonly #nativeConnection: NativeConnection;
  readonly #durations: Durations;
  readonly #dataConverter: DataConverter;
  /** How many wait for a state of a hire. */
  #waits = 0;
  #worker: HireWorker | undefined;
  #working: Promise<void> | undefined;

  private constructor(
    parts: Pick<Rig, 'connection' | 'sandbox' | 'config' | 'client' | 'hires' | 'webUrl' | 'log' | 'audited' | 'links'> & {
      audit: AuditLog;
      web: FastifyInstance;
      nativeConnection: NativeConnection;
      durations: Durations;
      dataConverter: DataConverter;
    },
  ) {
    ({ connection: this.connection, sandbox: this.sandbox, config: this.config, client: this.client } = parts);
    ({ hires: this.hires, webUrl: this.webUrl, log: this.log, links: this.links } = parts);
    this.audited = parts.audited;
    this.#audit = parts.audit;
    this.#web = parts.web;
    this.#nativeConnection = parts.nativeConnection;
    this.#durations = parts.durations;
    this.#dataConverter = parts.dataConverter;
  }

  static async start({
    connection: change = (settings) => settings,
    others = () => [],
    sandbox: options,
    temporal: own,
    dataConverter = DATA_CONVERTER,
    ...durations
  }: RigOptions = {}) {
    const connection = `t-${randomUUID().slice(0, 13)}`;
    const log: string[] = [];
    const audited: AuditEvent[] = [];
    const audit: AuditLog = { write: (event) => audited.push(event) > 0 };
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
    const { client: shared, nativeConnection } = own ?? (await temporal());
    const client = new Client({ connection: shared.connection, namespace: shared.options.namespace, dataConverter });
    const sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off', ...options });
    const input = sandboxConfig(sandbox, 'http://localhost');
    const [first] = input.connections;
    assert.ok(first);
    const settings = change({ ...first, id: connection, lucca: { ...first.lucca, settleFor: '1s', quota: { requests: 1000, per: '1s' } } });
    const config = configSchema.parse({
      ...input,
      temporal: { namespace: client.options.namespace },
      encryption: ENCRYPTION,
      connections: [settings, ...others(settings)],
    });
    const hires = new HireClient(client, connection);
    const links = createLinks(SECRET);
    const web = await createWeb({
      hires,
      sessions: createSessions(client, connection),
      reconciliations: createReconciliations(client, connection),
      flatchr: createFlatchrSides(client, connection),
      refused: createRefusedBodies(client, connection),
      connections: webConnections(config),
      operators: config.operators,
      codec: { codec: createEncryptionCodec(ENCRYPTION.keys), uiUrl: own?.uiUrl },
      links,
      audit,
      logger,
    });
    const webUrl = await web.listen({ port: 0, host: '127.0.0.1' });
    sandbox.setWebhookUrl(`${webUrl}/webhooks/flatchr/${connection}/sandbox`);
    const rig = new Rig({
      connection,
      sandbox,
      config,
      client,
      hires,
      webUrl,
      log,
      audited,
      audit,
      links,
      web,
      nativeConnection,
      durations,
      dataConverter,
    });
    await rig.startWorker();
    return rig;
  }

  /** Goes on with other settings of its connection, as a deployment does that is started anew. */
  async reconfigure(change: Partial<Connection>): Promise<void> {
    await this.stopWorker();
    await this.startWorker({ ...this.config, connections: this.config.connections.map((settings) => ({ ...settings, ...change })) });
  }

  async startWorker(config = this.config, dataConverter = this.#dataConverter): Promise<void> {
    const bundle = await workflowBundle();
    this.#worker = await workflowsInThisThread(() =>
      createHireWorker({
        config,
        connection: this.#nativeConnection,
        bundle,
        dataConverter,
        taskQueue: this.connection,
        flatchrLagMs: 300,
        flatchrPaceMs: 0,
        luccaTimeoutMs: LUCCA_TIMEOUT_MS,
        pages: { url: this.webUrl, links: this.links },
        audit: this.#audit,
        ...this.#durations,
      }),
    );
    this.#working = this.#worker.run();
  }

  async stopWorker(): Promise<void> {
    const [worker, working] = [this.#worker, this.#working];
    this.#worker = undefined; // another may start meanwhile
    worker?.stop();
    await working;
  }

  id(applicant: string | number): string {
    return `hire/${this.connection}/${applicant}`;
  }

  /** Puts a candidate on the board and moves it to the hired column. @returns the hire's id. */
  async hire(candidate: NewCandidate): Promise<string> {
    return await this.drag(this.sandbox.flatchr.add(candidate).id);
  }

  /** Moves a candidate of the board to the hired column. @returns the hire's id. */
  async drag(applicant: string | number): Promise<string> {
    const answer = await this.sandbox.flatchr.hire(applicant);
    assert.equal(answer?.status, 202);
    return this.id(applicant);
  }

  async post(body: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.webUrl}/webhooks/flatchr/${this.connection}/sandbox`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  handle(id: string): WorkflowHandle {
    return this.client.workflow.getHandle(id);
  }

  /** Sends a correction as `temporal workflow signal` does: raw JSON, no types. */
  async signal(id: string, payload: unknown): Promise<void> {
    await this.handle(id).signal('correction', payload);
  }

  /** The markdown that the Temporal UI shows for a hire. */
  async currentDetails(id: string): Promise<string> {
    const { currentDetails } = await this.handle(id).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    return currentDetails;
  }

  /** The answer that the Temporal UI shows as an example. */
  async exampleAnswer(id: string): Promise<unknown> {
    return JSON.parse(/```json\n([^]*?)\n```/.exec(await this.currentDetails(id))?.[1] ?? assert.fail('no example'));
  }

  /**
   * Waits until a hire is in a state; fails with the state it is in. A machine that is too busy to answer in time is asked again, and of
   * many hires each is asked less often: the answers are work for the worker that they wait for.
   */
  async until(id: string, wanted: (state: HireState) => boolean, timeoutMs = 30_000): Promise<HireState> {
    const deadline = Date.now() + timeoutMs;
    this.#waits++;
    try {
      for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
        const state = await this.hires.state(id).catch((error: unknown) => {
          if (error instanceof ServiceError && Date.now() < deadline) return undefined;
          throw error;
        });
        if (state && wanted(state)) return state;
        assert.ok(Date.now() < deadline, `${id} does not get there: ${JSON.stringify({ ...state, draft: undefined })}`);
        await sleep(pauseMs * Math.ceil(this.#waits / 20));
      }
    } finally {
      this.#waits--;
    }
  }

  async untilStatus(id: string, wanted: HireStatus, timeoutMs?: number): Promise<HireState> {
    return await this.until(id, ({ status }) => status === wanted, timeoutMs);
  }

  /** Waits for a problem of that code. */
  async untilProblem(id: string, wanted: ProblemCode, number = 1): Promise<Problem> {
    const { problem } = await this.until(id, (state) => state.problem?.number === number);
    assert.equal(problem?.code, wanted);
    return problem;
  }

  /** Waits for the failure that ends a hire early. */
  async untilFailed(id: string): Promise<ApplicationFailure> {
    const error: unknown = await this.handle(id)
      .result()
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure, `${id} has not failed as it should`);
    return error.cause;
  }

  /** Of every run, also of those that a later run of the same hire followed. */
  async *#histories(dataConverter: DataConverter) {
    // The other connection takes no answer of more than 4 MB.
    const { workflow } = new Client({ connection: this.#nativeConnection, namespace: this.client.options.namespace });
    const { connection, options } = this.client;
    const lists = new Client({ connection, namespace: options.namespace, dataConverter }).workflow;
    for await (const { workflowId, runId } of lists.list({ query: `HireConnection = '${this.connection}'` }))
      yield { workflowId, history: await workflow.getHandle(workflowId, runId).fetchHistory() };
  }

  /** The workflow that keeps the gateway to the rig's Lucca open. */
  get gateway(): WorkflowHandle {
    const [settings] = this.config.connections;
    assert.ok(settings);
    return this.handle(`gateway/${accountOf(settings)}`);
  }

  async close(): Promise<void> {
    await this.#web.close();
    await this.stopWorker();
    // Another rig may get the same port, and so the same account.
    await this.gateway.terminate('the rig has ended').catch(() => undefined);
    await this.sandbox.close();
  }

  /** Stops everything and replays the history of every run: the code must take the same way again. */
  async stop({
    replays = 1,
    dataConverter = this.#dataConverter,
  }: { replays?: number; dataConverter?: DataConverter } = {}): Promise<void> {
    await this.close();
    let replayed = 0;
    const options = { workflowBundle: await workflowBundle(), dataConverter, sinks: auditSinks(NO_AUDIT) };
    for await (const { workflowId, error } of Worker.runReplayHistories(options, this.#histories(dataConverter))) {
      assert.ifError(error && new Error(`${workflowId} does not replay`, { cause: error }));
      replayed++;
    }
    assert.ok(replayed >= replays, `the rig replayed ${replayed} histories, expected at least ${replays}: it would prove nothing`);
  }
}

/** Polls until a condition holds; for what no hire's state tells. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    assert.ok(Date.now() < deadline, `never came: ${what}`);
    await sleep(50);
  }
}
