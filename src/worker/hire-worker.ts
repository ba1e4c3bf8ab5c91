import { getClient, log } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { NO_AUDIT, type AuditLog } from '../audit/audit-log.js';
import type { Applications } from '../activities/deps.js';
import { createHoldGateway } from '../activities/gateway/hold-gateway.js';
import { createGatewaySteps, createHireSteps } from '../activities/index.js';
import { planWait } from '../activities/hire/plan-wait.js';
import { createStartBehind } from '../activities/backfill/start-behind.js';
import { createTellChanges } from '../activities/changes/tell-changes.js';
import { createEraseDue } from '../activities/retention/erase-due.js';
import { createReconcileSteps } from '../activities/reconcile/index.js';
import { startOperatorNotice } from '../activities/notices/start-operator-notice.js';
import { createUnlessPaused } from '../activities/attempt/unless-paused.js';
import { aroundAttempts } from '../activities/attempt/interceptor.js';
import { openGateway } from '../activities/gateway/open-gateway.js';
import { createWakeGateway } from '../activities/gateway/wake-gateway.js';
import { createChatClient } from '../chat/chat-client.js';
import { TASK_QUEUE } from '../client.js';
import { claimApplication, handOver } from '../client/applications.js';
import { createFlatchrSides } from '../client/flatchr-side.js';
import { watchBrokenOff } from '../client/broken-off.js';
import { shownLogins } from '../client/shown-logins.js';
import { byAccount, luccaBaseUrl } from '../config/lucca-host.js';
import type { Config, Connection } from '../config/schema.js';
import { dataConverterOf } from '../encryption/data-converter.js';
import { createFlatchrClient, FLATCHR_URL, type FlatchrClient } from '../flatchr/flatchr-client.js';
import { luccaQueue } from '../contracts/gateway.js';
import { type PageLinks } from '../links.js';
import { createLuccaHttp } from '../lucca/http.js';
import { createMailer } from '../mail/mailer.js';
import { auditSent, auditSinks } from './auditing.js';

export interface HireWorkerOptions {
  readonly config: Config;
  readonly connection: NativeConnection;
  readonly bundle: WorkflowBundleOption;
  readonly taskQueue?: string;
  /** In place of the configuration's: what was written before encryption, or with other keys. */
  readonly dataConverter?: DataConverter;
  /** Where it is written down what hires do and what is sent; left out: nowhere. */
  readonly audit?: AuditLog;
  /** Where problems are answered; left out: mails tell the operator's commands. */
  readonly pages?: PageLinks | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How long Flatchr's search may lag behind a drag, in milliseconds. */
  readonly flatchrLagMs?: number;
  /** After so long Lucca has cut a request off, in milliseconds: it says 5 s, and the way takes a little. */
  readonly luccaTimeoutMs?: number;
  /** What was read in Flatchr longer ago is read again before an employee is created, in milliseconds. */
  readonly staleAfterMs?: number;
  /** Between two requests of a reconciliation to Flatchr, whose rate nobody knows, in milliseconds. */
  readonly flatchrPaceMs?: number;
  /** Hires that Temporal ended are looked for so often, in milliseconds. */
  readonly brokenOffEveryMs?: number;
  /** A gateway closes after so long without a request, in milliseconds. */
  readonly gatewayIdleMs?: number;
  /** Plans the wait for a correction; in a test by a calendar that runs faster. */
  readonly plan?: typeof planWait;
  /** Technical trouble that has held a hire up for so long is told to the operators, in milliseconds. */
  readonly troubleAfterMs?: number;
  /** A mail that the mail server has not taken for so long shows in the list of hires, in milliseconds. */
  readonly mailLateAfterMs?: number;
  /** Hires that meet trouble report it again within this time, in milliseconds. When none did, twice over, it counts as gone. */
  readonly reportWithinMs?: number;
}

export interface HireWorker {
  /** Ends when {@link stop} was called and running activities have finished. */
  run(): Promise<void>;
  stop(): void;
}

/** A worker for all connections of a configuration. It may hold the gateway of any of them. */
export async function createHireWorker(options: HireWorkerOptions): Promise<HireWorker> {
  const { config, connection, bundle, taskQueue = TASK_QUEUE, now = Date.now, pages, audit = NO_AUDIT } = options;
  const { dataConverter = dataConverterOf(config) } = options;
  const {
    flatchrLagMs = 30_000,
    luccaTimeoutMs = 6_000,
    gatewayIdleMs = 60_000,
    plan = planWait,
    staleAfterMs = 5 * 60_000,
    brokenOffEveryMs = 60_000,
    flatchrPaceMs = 200,
  } = options;
  const { troubleAfterMs = 15 * 60_000, reportWithinMs = 15 * 60_000, mailLateAfterMs = 5 * 60_000 } = options;
  const { namespace } = config.temporal;
  const connections = new Map(config.connections.map((settings) => [settings.id, { settings, flatchr: flatchrOf(settings, now) }]));
  const mailer = createMailer({ smtpUrl: config.smtp.url, from: config.smtp.from });
  const stopping = new AbortController();

  const wakeGateway = createWakeGateway({ connections, taskQueue, now: () => performance.now(), idleMs: gatewayIdleMs });
  // A beat every 3 s reaches the server only if the SDK lets it: its default passes one on every 8 s, too close to the time-out of 10 s.
  const attempts = {
    interceptors: { activity: [aroundAttempts({ taskQueue, now, troubleAfterMs, reportWithinMs, mailLateAfterMs }), auditSent(audit)] },
    maxHeartbeatThrottleInterval: '3s',
    dataConverter,
  } satisfies Partial<WorkerOptions>;
  const chat = createChatClient({ now });
  const unlessPaused = createUnlessPaused(() => performance.now());
  const { operators, web } = config;
  const hires = () => ({ client: getClient(), taskQueue });
  const applications: Applications = {
    claim: (claim) => claimApplication(hires(), claim),
    handOver: (hire, to) => handOver(hires(), hire, to),
  };
  const steps = createHireSteps({
    applications,
    connections,
    mailer,
    operators,
    chat,
    now,
    flatchrLagMs,
    plan,
    pages,
    wakeGateway,
    unlessPaused,
    web,
    taskQueue,
  });
  const activities = {
    ...steps,
    startBehind: createStartBehind({ hires }),
    ...createReconcileSteps({ connections, hires, sides: () => createFlatchrSides(getClient(), taskQueue), now, paceMs: flatchrPaceMs }),
    tellChanges: createTellChanges({ connections, hires }),
    eraseDue: createEraseDue({ hires, keys: config.encryption.keys, retention: config.retention, now }),
    wakeGateway,
    holdGateway: createHoldGateway({
      accounts: byAccount(config.connections),
      openHttp: (settings) => createLuccaHttp({ baseUrl: luccaBaseUrl(settings), apiKey: settings.lucca.apiKey, now }),
      async serve(account, ofAccount, http, settlingForMs) {
        const open = openGateway({
          connections: ofAccount,
          http,
          now,
          settlingForMs,
          tell(members, kind) {
            for (const { id } of members)
              startOperatorNotice(taskQueue, { kind, connection: id }).catch((error: unknown) =>
                log.warn('the operators were not told', { kind, connection: id, error }),
              );
          },
        });
        const worker = await Worker.create({
          connection,
          namespace,
          taskQueue: luccaQueue(taskQueue, account),
          activities: createGatewaySteps({
            ...open,
            shownLogins: () =>
              shownLogins(
                getClient(),
                ofAccount.map(({ id }) => id),
              ),
            unlessPaused,
            sources: connections,
            now,
            luccaTimeoutMs,
            staleAfterMs,
          }),
          shutdownGraceTime: '20s',
          ...attempts,
        });
        return {
          run: () => worker.run(),
          settlingForMs: () => open.settlingForMs(),
          stop() {
            open.close();
            worker.shutdown();
          },
        };
      },
      stopping: stopping.signal,
      idleMs: gatewayIdleMs,
      patienceMs: troubleAfterMs / 3,
    }),
  };
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities,
    sinks: auditSinks(audit),
    shutdownGraceTime: '30s', // most activities end in a second; what runs longer is taken up again by another worker
    shutdownForceTime: '60s',
    stickyQueueScheduleToStartTimeout: '3s', // a dead worker's hires go to another one soon
    maxCachedWorkflows: 250, // half a megabyte each; hires wait for weeks, and one that left the cache is replayed when it goes on
    ...attempts,
  });
  return {
    async run() {
      const hires = { client: new Client({ connection, namespace, dataConverter }), taskQueue };
      const onError = (error: unknown) => log.warn('hires that were broken off cannot be looked for', { error: String(error) });
      const unwatch = watchBrokenOff({ ...hires, connections: [...connections.keys()], now, everyMs: brokenOffEveryMs, onError });
      try {
        await worker.run();
      } finally {
        unwatch();
        mailer.close();
      }
    },
    stop() {
      stopping.abort(); // hands the gateways over
      worker.shutdown();
    },
  };
}

function flatchrOf({ flatchr: { url = FLATCHR_URL, companyId, apiKey } }: Connection, now: () => number): FlatchrClient | undefined {
  return apiKey === undefined
    ? undefined
    : createFlatchrClient({
        baseUrl: url,
        companyId,
        apiKey,
        now,
        onSkipped: (request, rows) => log.warn('rows of Flatchr that cannot be read are passed over', { request, rows }),
      });
}
