import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { z } from 'zod';
import { sandboxConfig } from '../../sandbox/config.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { HireClient } from '../../src/client.js';
import { configSchema, type Config } from '../../src/config/schema.js';
import { createWeb } from '../../src/web/app.js';
import { webhookConnections } from '../../src/web/server.js';
import { createHireWorker, type HireWorker } from '../../src/worker.js';
import type { HireState } from '../../src/workflows/messages.js';
import { temporal, workflowBundle } from './temporal.js';

type ConnectionInput = z.input<typeof configSchema>['connections'][number];

export interface RigOptions {
  /** Changes to the connection's settings. */
  readonly connection?: (settings: ConnectionInput) => ConnectionInput;
  readonly sandbox?: Partial<SandboxOptions>;
  /** How long Flatchr's search may lag, in milliseconds. */
  readonly flatchrLagMs?: number;
}

/**
 * A whole connector around a real Temporal server: sandbox, web process and worker, all over real HTTP and SMTP.
 * Each rig has a connection and a task queue of its own, so that tests do not see each other's hires.
 */
export class Rig {
  readonly connection: string;
  readonly sandbox: Sandbox;
  readonly config: Config;
  readonly hires: HireClient;
  readonly webUrl: string;
  /** All that web and sandbox logged. */
  readonly log: readonly string[];
  readonly #web: FastifyInstance;
  readonly #flatchrLagMs: number;
  #worker: HireWorker | undefined;
  #working: Promise<void> | undefined;

  private constructor(
    parts: Pick<Rig, 'connection' | 'sandbox' | 'config' | 'hires' | 'webUrl' | 'log'> & { web: FastifyInstance; flatchrLagMs: number },
  ) {
    ({
      connection: this.connection,
      sandbox: this.sandbox,
      config: this.config,
      hires: this.hires,
      webUrl: this.webUrl,
      log: this.log,
    } = parts);
    this.#web = parts.web;
    this.#flatchrLagMs = parts.flatchrLagMs;
  }

  static async start({ connection: change = (settings) => settings, sandbox: options, flatchrLagMs = 300 }: RigOptions = {}): Promise<Rig> {
    const connection = `t-${randomUUID().slice(0, 13)}`;
    const log: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
    const { client } = await temporal();
    const sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off', ...options });
    const input = sandboxConfig(sandbox, 'http://localhost');
    const [first] = input.connections;
    assert.ok(first);
    const config = configSchema.parse({
      ...input,
      connections: [change({ ...first, id: connection, lucca: { ...first.lucca, settleFor: '1s' } })],
    });
    const hires = new HireClient(client, connection);
    const web = await createWeb({ hires, connections: webhookConnections(config), logger });
    const webUrl = await web.listen({ port: 0, host: '127.0.0.1' });
    sandbox.setWebhookUrl(`${webUrl}/webhooks/flatchr/${connection}/sandbox`);
    const rig = new Rig({ connection, sandbox, config, hires, webUrl, log, web, flatchrLagMs });
    await rig.startWorker();
    return rig;
  }

  async startWorker(): Promise<void> {
    const { nativeConnection } = await temporal();
    this.#worker = await createHireWorker({
      config: this.config,
      connection: nativeConnection,
      bundle: await workflowBundle(),
      taskQueue: this.connection,
      flatchrLagMs: this.#flatchrLagMs,
      luccaTimeoutMs: 500,
    });
    this.#working = this.#worker.run();
  }

  async stopWorker(): Promise<void> {
    this.#worker?.stop();
    await this.#working;
    this.#worker = undefined;
  }

  id(applicant: string | number): string {
    return `hire/${this.connection}/${applicant}`;
  }

  async post(body: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.webUrl}/webhooks/flatchr/${this.connection}/sandbox`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Waits until a hire is in a state; fails with the state it is in. */
  async until(id: string, wanted: (state: HireState) => boolean, timeoutMs = 15_000): Promise<HireState> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const state = await this.hires.state(id);
      if (wanted(state)) return state;
      assert.ok(Date.now() < deadline, `${id} does not get there: ${JSON.stringify({ ...state, draft: undefined })}`);
      await sleep(50);
    }
  }

  /** Stops everything and replays the history of every run: the code must take the same way again. */
  async stop({ replays = 1 }: { replays?: number } = {}): Promise<void> {
    await this.#web.close();
    await this.stopWorker();
    await this.sandbox.close();
    const { client } = await temporal();
    let replayed = 0;
    for await (const { workflowId, runId } of client.workflow.list({ query: `HireConnection = '${this.connection}'` })) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId);
      replayed++;
    }
    assert.ok(replayed >= replays, `the rig replayed ${replayed} histories, expected at least ${replays}: it would prove nothing`);
  }
}
