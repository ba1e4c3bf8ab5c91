import { createHash } from 'node:crypto';
import type { HireSummary } from '../../client.js';
import { isLuccaField, type Field } from '../../hire/draft.js';
import { fieldOf, type Issue } from '../../hire/problem.js';

/** Hires that wait for one and the same value. */
export interface Group {
  /** Tells it from others, and tells nothing about it. */
  readonly key: string;
  readonly connection: string;
  readonly field: Field;
  readonly issue: Issue;
  readonly hires: readonly HireSummary[];
}

/** The groups of two and more, the largest first. Only hires with a single question are in one, and only what is the same for many: names and
 * addresses never are. */
export function groupsOf(connection: string, hires: readonly HireSummary[]): Group[] {
  const groups = new Map<string, Group>();
  for (const hire of hires) {
    const [issue, ...others] = hire.problem?.issues ?? [];
    const field = issue && fieldOf(issue);
    if (!issue || !field || others.length > 0 || !isLuccaField(field)) continue;
    const key = createHash('sha256')
      .update(JSON.stringify([connection, issue.code, field, issue.given]))
      .digest('base64url')
      .slice(0, 16);
    groups.set(key, { key, connection, field, issue, hires: [...(groups.get(key)?.hires ?? []), hire] });
  }
  return [...groups.values()].filter(({ hires }) => hires.length > 1).sort((one, other) => other.hires.length - one.hires.length);
}

/** Lines for `connector.yaml` by which the value would not be asked for again. */
export function ruleFor({ field, issue: { code, given } }: Pick<Group, 'field' | 'issue'>, value: string | number): string {
  const shown = JSON.stringify(value); // YAML reads JSON's strings and numbers
  if (given === undefined || code === 'missing') return `defaults: { ${field}: ${shown} }`;
  if (field === 'contractType') return `contractTypes: { ${JSON.stringify(given)}: ${shown} }`;
  if (field === 'department') return `rules:\n  - when: { department: ${JSON.stringify(given)} }\n    use: { department: ${shown} }`;
  return `defaults: { ${field}: ${shown} }`;
}
