import { randomBytes } from 'node:crypto';
import { auditTarget } from '../config/audit.js';
import type { Environment } from '../config/env.js';
import type { Config } from '../config/schema.js';
import type { Links } from '../links.js';
import { createAuditLog, type AuditLog } from './audit-log.js';

interface OpenOptions {
  /** Left out: the sandbox's. */
  readonly settings: Config['audit'] | undefined;
  readonly environment: Environment;
  readonly links: Pick<Links, 'readerOf'>;
  readonly role: string;
  readonly print: (line: string) => void;
  readonly onError: (error: unknown) => void;
}

/** The audit trail of this process, where the configuration wants it. Names stand in it as readers do in links. */
export function openAudit({ settings, environment, links, role, print, onError }: OpenOptions): AuditLog {
  const target = auditTarget(settings, environment);
  const to = target === 'stdout' ? print : target.folder;
  return createAuditLog({ to, role, digestOf: (name) => links.readerOf(name), nonce: randomBytes(4).toString('hex'), onError });
}
