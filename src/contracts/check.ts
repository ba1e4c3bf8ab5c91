/** What is looked at; the ids stay put. */
export const CHECK_IDS = [
  'config',
  'temporal.reachable',
  'temporal.namespace',
  'temporal.search-attributes',
  'temporal.schedules',
  'temporal.workers',
  'smtp',
  'web.public-url',
  'lucca.reachable',
  'lucca.key',
  'lucca.rights',
  'lucca.former-employees',
  'lucca.establishments',
  'lucca.departments',
  'lucca.roles',
  'lucca.contract-types',
  'lucca.defaults',
  'lucca.rules',
  'lucca.filters',
  'lucca.quota',
  'flatchr.key',
  'flatchr.company',
  'flatchr.columns',
  'flatchr.tags',
  'flatchr.contract-types',
  'flatchr.hired',
  'chat',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** What was found. Neither sentence holds a secret or a person; they may hold names of departments, columns and the like. */
export interface Check {
  readonly id: CheckId;
  /** Left out where it is of the whole deployment. */
  readonly connection?: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly summary: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export function ok(id: CheckId, summary: string): Check {
  return { id, status: 'ok', summary };
}

export function warn(id: CheckId, summary: string, remedy: string): Check {
  return { id, status: 'warn', summary, remedy };
}

export function fail(id: CheckId, summary: string, remedy: string): Check {
  return { id, status: 'fail', summary, remedy };
}

export function skipped(id: CheckId, because: string): Check {
  return { id, status: 'skipped', summary: because };
}

/** Several that cannot be looked at for one reason. */
export function allSkipped(ids: readonly CheckId[], because: string): Check[] {
  return ids.map((id) => skipped(id, because));
}
