import type { HireSummary, HoldUp, RefusedSummary } from '../client.js';
import type { PreviewReport } from '../contracts/preview.js';
import { FIELDS, type EmployeeDraft } from '../hire/draft.js';
import { requestLine, type Preview } from '../hire/preview.js';
import type { FoundProblem } from '../hire/problem.js';
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

  lines.push(...showValues(state.draft));
  if (problem) lines.push('', `Problem ${problem.number}: ${problem.code}, since ${state.waitingSince}`, ...showProblem(problem));
  const preview = problem?.preview ?? state.preview;
  if (preview) lines.push('', ...showRequests(preview));
  if (state.next) lines.push(`  Next: ${state.next.reminder} at ${state.next.at}`);
  lines.push('', table(state.story.map((event) => [event.at.slice(0, 19).replace('T', ' '), happened(event)])));
  return lines.join('\n');
}

/** What would be sent for a hire, or asked first, for the terminal. */
export function showPreview({ draft, preview, asked, employee, failed }: PreviewReport): string {
  const lines = showValues(draft).slice(1);
  if (asked) lines.push('', `Would be asked of ${asked.of.join(', ')}: ${asked.problem.code}`, ...showProblem(asked.problem));
  if (employee) lines.push('', `Employee ${employee.id}, login ${employee.login}, is in Lucca: ${employee.link}`);
  if (preview) lines.push('', ...showRequests(preview), '', 'Nothing was sent.');
  if (failed) lines.push('', failed.summary, `→ ${failed.remedy}`);
  return lines.join('\n').trimStart();
}

/** Each value with its origin, after an empty line; nothing where there is none. */
function showValues(draft: Partial<EmployeeDraft>): string[] {
  const rows = FIELDS.flatMap((field) => {
    const value = draft[field];
    if (!value) return [];
    const shown = value.label ? `${value.label} (${value.value})` : String(value.value);
    return [[`  ${field}`, shown, value.origin, (value.flags ?? []).join(', ')]];
  });
  return rows.length > 0 ? ['', table(rows)] : [];
}

/** What is wrong, what there is to choose from, and how it is answered. */
function showProblem({ issues, existing = [], words, remedies }: FoundProblem): string[] {
  return [
    ...issues.flatMap(({ code, field, given, choices = [] }) => [
      `  ${code}${field ? ` ${field}` : ''}${given ? `: ${given}` : ''}`,
      ...(choices.length > 0 ? [`    Lucca offers: ${choices.map(({ id: choice, name }) => `${name} (${choice})`).join(', ')}`] : []),
    ]),
    ...existing.map(
      (one) => `  ${one.former ? 'Former employee' : 'Employee'} ${one.id}: ${one.firstName} ${one.lastName}, ${one.login}, ${one.email}`,
    ),
    ...(words ? [`  Lucca says: ${words}`] : []),
    `  Answer with: ${[...remedies, 'abandon'].join(', ')}`,
  ];
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
    case 'left':
      return `moved out of the hired column${event.column === undefined ? '' : `, to ${event.column}`}`;
    case 'changed':
      return `different in Flatchr: ${event.changes.map((change) => (change.kind === 'value' ? change.field : change.kind)).join(', ')}`;
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

/** Columns of text. */
export function table(rows: readonly (readonly string[])[]): string {
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
