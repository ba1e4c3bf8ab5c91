import type { TrialReport } from '../contracts/trial.js';

/** A trial for a terminal: each thing that was looked at in a line, with what it means below where it is not as assumed. */
export function showTrial({ summary, remedy, employee, observations, removal }: TrialReport): string {
  const width = Math.max(0, ...observations.map(({ what }) => what.length));
  const indent = ' '.repeat(width + 7);
  return [
    summary,
    ...(remedy === undefined ? [] : [`→ ${remedy}`]),
    ...(employee ? ['', `${employee.email}, login ${employee.login}, number ${employee.id}`, employee.link, ''] : []),
    ...observations.flatMap(({ what, sent, found, consequence }) => [
      `${consequence === undefined ? 'ok   ' : 'OTHER'}  ${what.padEnd(width)}  ${sent === undefined || sent === found ? found : `${sent} → ${found}`}`,
      ...(consequence === undefined ? [] : [`${indent}→ ${consequence}`]),
    ]),
    ...(removal === undefined ? [] : ['', removal]),
  ].join('\n');
}
