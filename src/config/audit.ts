import { dirname, join, resolve } from 'node:path';
import type { Environment } from './env.js';
import type { Config } from './schema.js';

/** Folder of the audit trail, or `stdout`. */
export function auditTarget(
  settings: Config['audit'] | undefined,
  { configPath, dataDir }: Pick<Environment, 'configPath' | 'dataDir'>,
): { readonly folder: string } | 'stdout' {
  const { to } = settings ?? {};
  if (to === 'stdout') return to;
  return { folder: to === undefined ? join(dataDir, 'audit') : resolve(dirname(configPath ?? ''), to) };
}
