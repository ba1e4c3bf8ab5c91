import type { StoryEvent } from '../../hire/story.js';
import type { HireState } from './messages.js';

/**
 * The markdown that the Temporal UI shows for a hire: what it does, what it waits for and how to answer.
 * No names: an operator who helps need not know who it is about.
 */
export function currentDetails(state: HireState): string {
  const { problem } = state;
  const lines = [`**${state.status}** – ${STORY[state.status](state)}`];
  if (problem) {
    lines.push('', `Problem ${problem.number}:`, '');
    for (const { code, field } of problem.issues) lines.push(`- \`${code}\`${field ? ` – field \`${field}\`` : ''}`);
    lines.push('', 'Answer with the signal `correction` or the update `correct`:', '', '```json', example(state), '```', '');
    lines.push('`{"kind":"abandon","by":"…","reason":"…"}` ends the hire.');
    lines.push('', `Waiting since ${state.waitingSince}.`, ...state.story.flatMap((event) => toldLine(event, state.waitingSince)));
    if (state.next) lines.push(`Next: ${state.next.reminder} at ${state.next.at}. Expires at ${state.plan?.expireAt}.`);
  }
  if (state.mail) lines.push('', MAIL[state.mail]);
  if (state.ignoredSignal) lines.push('', `**The last signal was ignored:** ${state.ignoredSignal}`);
  if (state.employee) lines.push('', `Employee ${state.employee.id} in Lucca: ${state.employee.link}`);
  return lines.join('\n');
}

const STORY: Record<HireState['status'], (state: HireState) => string> = {
  'in-progress': (state) => `at \`${state.step}\`. A pending activity with failures waits out technical trouble and goes on by itself.`,
  'awaiting-correction': (state) => `a person must decide before \`${state.step}\` can go on.`,
  created: () => 'the employee is in Lucca and the admins have the mail.',
  linked: () => 'a person said which employee in Lucca this is.',
  previewed: () =>
    'what would be sent is known and mailed; nothing was. `hire reopen` carries it out once the connection has `mode: live`, and previews again until then.',
  abandoned: () => 'ended by a person. `hire reopen`, or a new drag to the hired column, starts it anew.',
  repeat: ({ repeatOf }) => `Flatchr knows this application by two ids, and \`${repeatOf}\` carries it: see there.`,
  expired: () => 'nobody answered in time. `hire reopen`, or a new drag to the hired column, starts it anew.',
};

const MAIL: Record<NonNullable<HireState['mail']>, string> = {
  late: '**The mail server takes no mail:** see the pending activity `notifyAdmin`, which is tried again.',
  refused: '**The mail server refused an address:** check `admins` and `correction.escalateTo` in the configuration.',
};

/** Whom a mail about the current problem reached; addresses are personal data, so they are counted. */
function toldLine(event: StoryEvent, since = ''): string[] {
  if (event.kind !== 'told' || event.at < since) return [];
  return [`Told (${event.notice}): ${event.accepted} at ${event.at}${event.refused > 0 ? `; refused: ${event.refused}` : ''}.`];
}

function example({ problem }: HireState): string {
  const remedy = problem?.remedies[0];
  const answer = { by: 'your name', problem: problem?.number };
  if (remedy === 'fields') {
    const fields = Object.fromEntries((problem?.issues ?? []).flatMap(({ field }) => (field ? [[field, '…']] : [])));
    return JSON.stringify({ kind: remedy, ...answer, fields }, null, 1);
  }
  if (remedy === 'use-existing') return JSON.stringify({ kind: remedy, ...answer, employeeId: problem?.existing?.[0]?.id }, null, 1);
  return JSON.stringify({ kind: remedy, ...answer }, null, 1);
}
