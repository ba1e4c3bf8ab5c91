import type { HireSummary, HoldUp, RefusedSummary } from '../client.js';
import { FIELDS } from '../hire/draft.js';
import { requestLine, type Preview } from '../hire/preview.js';
import type { FailureType } from '../hire/failures.js';
import type { StoryEvent } from '../hire/story.js';
import { oneLine } from '../words/one-line.js';
import type { HireState } from '../workflows/hire/messages.js';

/** Why a step failed, in words. What is not here has a name of Temporal's, or of a defect. */
const FAILURES: Partial<Record<string, string>> = {
  LuccaUnauthorized: 'Lucca refuses the API key, or it lacks a right',
  LuccaRateLimited: 'Lucca lets no request through: its quota is used up',
  LuccaEndpointGone: 'Lucca no longer answers this call',
  LuccaUnavailable: 'Lucca cannot be reached, or is in maintenance',
  EmployeeOutcomeUnknown: 'a creation had no answer: it is looked for',
  FlatchrUnauthorized: 'Flatchr refuses the API key',
  FlatchrUnavailable: 'Flatchr cannot be reached, or is in maintenance',
  FlatchrNotYetHired: "Flatchr's search does not show the candidate yet",
  MailNotDelivered: 'the mail server takes no mail',
  ConnectionUnknown: 'no worker has this connection in its configuration',
  'timed-out': 'its worker was not heard of any more',
  'not-begun': 'no worker has taken it',
  paused: 'somebody paused it in Temporal',
} satisfies Partial<Record<FailureType | 'timed-out' | 'not-begun' | 'paused', string>>;

/** A table of hires for the terminal. @param heldUpBy - of hires under way, by id. */
export function showList(hires: readonly HireSummary[], heldUpBy: ReadonlyMap<string, readonly HoldUp[]> = new Map()): string {
  if (hires.length === 0) return 'No hires';
  const rows = hires.map(({ id, status, person, problem, mail, waitingSince, startedAt }) => [
    id,
    status,
    person,
    [
      problem && status === 'awaiting-correction' && `${problem.number}: ${problem.code}`,
      ...(heldUpBy.get(id) ?? []).map(({ step, failure }) => `${step}: ${failure}`),
      mail && `mail ${mail}`,
    ]
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
export function showState(id: string, state: HireState, heldUpBy: readonly HoldUp[] = []): string {
  const { problem, employee } = state;
  const lines = [
    `${id}  ${state.status}${state.status === 'in-progress' ? ` at ${state.step}` : ''}`,
    `${state.person}${state.vacancy ? ` – ${state.vacancy}` : ''}`,
  ];
  lines.push(...heldUpBy.map(heldUp));
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

function heldUp({ step, since, attempts, next, failure }: HoldUp): string {
  const parts = [
    `Held up at ${step}${since === undefined ? '' : ` since ${minute(since)} UTC`}: ${FAILURES[failure] ?? 'it failed'} (${failure})`,
    `attempt ${attempts}`,
    next === undefined ? undefined : `next at ${next.slice(11, 19)} UTC`,
  ];
  return parts.filter(Boolean).join(', ');
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
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
