import type { HireSummary, RefusedSummary } from '../client.js';
import { FIELDS } from '../hire/draft.js';
import { requestLine, type Preview } from '../hire/preview.js';
import type { StoryEvent } from '../hire/story.js';
import { oneLine } from '../words/one-line.js';
import type { HireState } from '../workflows/hire/messages.js';

/** A table of hires for the terminal. */
export function showList(hires: readonly HireSummary[]): string {
  if (hires.length === 0) return 'No hires';
  const rows = hires.map(({ id, status, person, problem, mail, waitingSince, startedAt }) => [
    id,
    status,
    person,
    [problem && status === 'awaiting-correction' && `${problem.number}: ${problem.code}`, mail && `mail ${mail}`]
      .filter(Boolean)
      .join(', '),
    (waitingSince ?? startedAt).slice(0, 16).replace('T', ' '),
  ]);
  return table([['HIRE', 'STATUS', 'PERSON', 'PROBLEM', 'SINCE (UTC)'], ...rows]);
}

/** A table of kept bodies for the terminal. */
export function showRefused(refused: readonly RefusedSummary[]): string {
  if (refused.length === 0) return 'No bodies';
  const rows = refused.map(({ id, at, why }) => [id, at.slice(0, 16).replace('T', ' '), why.map(oneLine).join('; ')]);
  return table([['BODY', 'WHEN (UTC)', 'WHY'], ...rows]);
}

/** All about one hire, for the terminal. */
export function showState(id: string, state: HireState): string {
  const { problem, employee } = state;
  const lines = [
    `${id}  ${state.status}${state.status === 'in-progress' ? ` at ${state.step}` : ''}`,
    `${state.person}${state.vacancy ? ` – ${state.vacancy}` : ''}`,
  ];
  if (employee) lines.push(`Employee ${employee.id}, login ${employee.login}: ${employee.link}`);

  const values = FIELDS.flatMap((field) => {
    const value = state.draft[field];
    return value
      ? [
          [
            `  ${field}`,
            value.label ? `${value.label} (${value.value})` : String(value.value),
            value.origin,
            (value.flags ?? []).join(', '),
          ],
        ]
      : [];
  });
  if (values.length > 0) lines.push('', table(values));

  if (problem) {
    lines.push('', `Problem ${problem.number}: ${problem.code}, since ${state.waitingSince}`);
    for (const issue of problem.issues) {
      lines.push(`  ${issue.code}${issue.field ? ` ${issue.field}` : ''}${issue.given ? `: ${issue.given}` : ''}`);
      if (issue.choices?.length)
        lines.push(`    Lucca offers: ${issue.choices.map(({ id: choice, name }) => `${name} (${choice})`).join(', ')}`);
    }
    for (const one of problem.existing ?? [])
      lines.push(
        `  ${one.former ? 'Former employee' : 'Employee'} ${one.id}: ${one.firstName} ${one.lastName}, ${one.login}, ${one.email}`,
      );
    if (problem.words) lines.push(`  Lucca says: ${problem.words}`);
    lines.push(`  Answer with: ${[...problem.remedies, 'abandon'].join(', ')}`);
  }
  const preview = problem?.preview ?? state.preview;
  if (preview) lines.push('', ...showRequests(preview));
  if (state.next) lines.push(`  Next: ${state.next.reminder} at ${state.next.at}`);
  lines.push('', table(state.story.map((event) => [event.at.slice(0, 19).replace('T', ' '), happened(event)])));
  return lines.join('\n');
}

/** What would be sent, to the letter. */
function showRequests({ requests }: Preview): string[] {
  return [
    'Would be sent to Lucca:',
    ...requests.flatMap((request) => [
      `  ${requestLine(request)}${request.onlyIf === 'contract-differs' ? '  (only if the contract that Lucca makes has other values)' : ''}`,
      `  ${JSON.stringify(request.body)}`,
    ]),
  ];
}

/** One line of a hire's story. */
function happened(event: StoryEvent): string {
  switch (event.kind) {
    case 'hired':
      return event.origin ? `found in the hired column (${event.origin})` : 'moved to the hired column';
    case 'repeat':
      return `the same application is carried by ${event.of}`;
    case 'dragged-again':
      return 'moved to the hired column again';
    case 'still-in-lucca':
      return `nothing to do: employee ${event.employee.id}, login ${event.employee.login}, is in Lucca`;
    case 'problem':
      return `problem ${event.number}: ${event.issues.map(({ code, field }) => [code, field].filter(Boolean).join(' ')).join(', ')}`;
    case 'answered':
      return `${event.correction.kind} by ${event.correction.by}`;
    case 'told':
      return `mail (${event.notice}): ${event.accepted} accepted${event.refused > 0 ? `, ${event.refused} refused` : ''}`;
    case 'mail-late':
      return 'the mail server takes no mail';
    case 'created':
    case 'linked':
      return `${event.kind}: employee ${event.employee.id}, login ${event.employee.login}`;
    case 'expired':
    case 'abandoned':
    case 'previewed':
      return event.kind;
  }
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
