import type { AddressInfo } from 'node:net';
import { fastify, LogController, type FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { SandboxContext } from './context.js';
import { controlApi } from './control.js';
import { activeFault, type ActiveFault, type FaultInput } from './faults.js';
import { createBoard, type Board } from './flatchr/board.js';
import { boardPages } from './flatchr/pages.js';
import { flatchrApi } from './flatchr/routes.js';
import { createGate } from './lucca/gate.js';
import { luccaPages } from './lucca/pages.js';
import { luccaApi } from './lucca/routes.js';
import type { LedgerEntry, User, WorkContract } from './lucca/state.js';
import type { Message } from './mail/message.js';
import { mailPages } from './mail/pages.js';
import { previewPages } from './mail/preview-pages.js';
import { startMailbox } from './mail/smtp.js';
import type { Seed, Settings } from './settings.js';
import type { TracedSystems } from './shaping.js';
import { initialState, type SandboxState } from './state.js';
import { openStore } from './store.js';
import { SCRIPT } from './ui/script.js';
import { STYLE } from './ui/style.js';

/** API key of both systems, connection and webhook secret. */
export const SANDBOX_KEY = 'sandbox';
/** Token of the fake Flatchr's one user, who may write notes. */
export const SANDBOX_USER_TOKEN = 'sandbox-user';

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number;
  /** 0: any free port. */
  readonly smtpPort: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Where a drag posts the webhook. */
  readonly webhookUrl?: string;
  /** All state is restored from here and written here on each change; left out: memory only. */
  readonly stateFile?: string;
  /** Left out: answers are as documented. Else what is absent, null or of another type in a traced account is so here. */
  readonly trace?: TracedSystems | undefined;
  /** Default demo. */
  readonly seed?: Seed;
  /** Default: 50 Lucca requests in 60 s. */
  readonly quota?: Settings['quota'];
  /** Milliseconds before each API answer. */
  readonly latencyMs?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly logger?: FastifyBaseLogger;
  /** Further addresses for the pages' navigation, by name. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A running sandbox, driven without HTTP. Lists are live. */
export interface Sandbox {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  readonly smtpUrl: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly flatchr: Board;
  readonly lucca: {
    readonly ledger: readonly LedgerEntry[];
    readonly users: readonly User[];
    readonly contracts: readonly WorkContract[];
  };
  readonly mail: { readonly messages: readonly Message[] };
  readonly faults: {
    readonly active: readonly ActiveFault[];
    add(...rules: FaultInput[]): void;
    clear(): void;
  };
  readonly settings: Readonly<Settings>;
  set(settings: Partial<Settings>): void;
  setWebhookUrl(url: string): void;
  /** Everything as at the start; the settings stay. */
  reset(seed?: Seed): void;
  close(): Promise<void>;
}

/**
 * Starts a fake Flatchr, a fake Lucca and a mailbox.
 * @throws Error with code EADDRINUSE when a port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', seed = 'demo', clock: now = Date.now } = options;
  // What the caller sets wins over a restored state.
  const given: Partial<Settings> = {
    ...(options.quota === undefined ? {} : { quota: options.quota }),
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
    ...(options.webhookUrl === undefined ? {} : { webhookUrl: options.webhookUrl }),
  };
  const store = openStore<SandboxState>(options.stateFile, () => initialState(seed, given, now()));
  Object.assign(store.state.settings, given);
  const logger: FastifyBaseLogger = options.logger ?? pino({ enabled: false });
  const { links = {}, trace } = options;
  const context: SandboxContext = { store, now, logger, links, apiKey: SANDBOX_KEY, userToken: SANDBOX_USER_TOKEN, trace };
  const board = createBoard(context);
  const gate = createGate(context);

  // No request log: Lucca's look-ups carry e-mail addresses in their URLs.
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.get('/ui.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/ui.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
  await app.register(controlApi, { context, board, onReset: () => gate.quota.clear() });
  await app.register(boardPages, { context, board });
  await app.register(luccaPages, { context, prefix: '/lucca' });
  await app.register(luccaApi, { context, gate, prefix: '/lucca' });
  await app.register(flatchrApi, { context, board, prefix: '/flatchr' });
  await app.register(mailPages, { context, prefix: '/mail' });
  await app.register(previewPages, { context, prefix: '/mail/previews' });
  const mailbox = await startMailbox(context, host, options.smtpPort);
  try {
    await app.listen({ host, port: options.port });
  } catch (error) {
    await mailbox.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo; // a TCP server's address is no string

  function set(settings: Partial<Settings>): void {
    Object.assign(store.state.settings, settings);
    store.save('settings');
  }

  return {
    url: `http://${host}:${port}`,
    smtpUrl: `smtp://${host}:${mailbox.port}`,
    port,
    smtpPort: mailbox.port,
    flatchr: board,
    lucca: {
      get ledger() {
        return store.state.lucca.ledger;
      },
      get users() {
        return store.state.lucca.users;
      },
      get contracts() {
        return store.state.lucca.contracts;
      },
    },
    mail: {
      get messages() {
        return store.state.messages;
      },
    },
    faults: {
      get active() {
        return store.state.faults;
      },
      add(...rules) {
        store.state.faults.push(...rules.map(activeFault));
        store.save('faults');
      },
      clear() {
        store.state.faults = [];
        store.save('faults');
      },
    },
    get settings() {
      return store.state.settings;
    },
    set,
    setWebhookUrl: (webhookUrl) => set({ webhookUrl }),
    reset(seed = 'demo') {
      store.reset(initialState(seed, store.state.settings, now()));
      gate.quota.clear();
    },
    async close() {
      await app.close();
      await mailbox.close();
    },
  };
}
