import type { Client } from '@temporalio/client';
import { lastFindings, startDoctor } from './doctor.js';

/** A web process that starts beside the workers is up by then, and workers that start together have it done once. */
const DELAY_MS = 5_000;
const EVERY_MS = 60_000;
/** What fails is looked at again so often. */
const AGAIN_AFTER_MS = 3_600_000;

export interface FindingsWatch {
  readonly client: Client;
  readonly taskQueue?: string;
  /** Ids. */
  readonly connections: readonly string[];
  /** Takes how many checks of a connection failed at its last examination. */
  readonly show: (connection: string, failing: number) => void;
  /** The next look is the next attempt. */
  readonly onError: (error: unknown) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly delayMs?: number;
  /** Between two looks at what was found, in milliseconds. */
  readonly everyMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Has every connection looked at in the background when workers start, and again every hour for as long as something fails. Every worker
 * does it; the workflow's id makes one examination of it. Every worker knows what the last one found, whoever made it.
 */
export function watchFindings(watch: FindingsWatch): void {
  const { client, taskQueue, connections, show, onError, signal, delayMs = DELAY_MS, everyMs = EVERY_MS, now = Date.now } = watch;
  if (signal.aborted) return;
  const begun = new Set<string>();
  const look = async (connection: string) => {
    if (!begun.has(connection)) {
      await startDoctor(client, connection, { taskQueue, delayMs });
      begun.add(connection);
      return;
    }
    const findings = await lastFindings(client, connection);
    if (!findings) return;
    const failing = findings.checks.filter(({ status }) => status === 'fail').length;
    show(connection, failing);
    if (failing > 0 && now() - Date.parse(findings.at) >= AGAIN_AFTER_MS) await startDoctor(client, connection, { taskQueue });
  };
  let looking = false; // a Temporal that answers slowly is not asked twice
  const lookAtAll = async () => {
    if (looking || signal.aborted) return;
    looking = true;
    for (const connection of connections) await look(connection).catch((error: unknown) => signal.aborted || onError(error));
    looking = false;
  };
  void lookAtAll();
  const timer = setInterval(() => void lookAtAll(), everyMs);
  signal.addEventListener('abort', () => clearInterval(timer));
}
