import type { Check } from '../contracts/check.js';
import type { Examination } from '../doctor/examination.js';

const SIGNS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skipped: '–   ' } as const;

/** An examination for a terminal: what was found, one line each, with the remedy below. */
export function showExamination({ ok, checks }: Examination): string {
  const width = Math.max(...checks.map((check) => nameOf(check).length));
  const lines = checks.flatMap((check) => [
    `${SIGNS[check.status]}  ${nameOf(check).padEnd(width)}  ${check.summary}`,
    ...(check.remedy === undefined ? [] : [`${' '.repeat(width + 8)}→ ${check.remedy}`]),
  ]);
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  const warnings = count('warn') === 1 ? '1 warning' : `${count('warn')} warnings`;
  return [...lines, '', `${ok ? 'Nothing fails' : `${count('fail')} fail`}; ${warnings}`].join('\n');
}

function nameOf({ id, connection }: Check): string {
  return connection === undefined ? id : `${connection} ${id}`;
}
