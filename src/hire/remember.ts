import type { Notice } from './notice.js';
import { NOTHING_SENT, together, withResult, withSending } from './sendings.js';
import type { Answers, CreateOrder, CreateResult, EarlierEmployee, Recalled, Sendings } from './steps.js';

/** What a run of a hire did that matters to a later one, in order. `at`: milliseconds since the epoch. */
export type PastEvent =
  /** It began with what another one handed to it. */
  | ({ readonly kind: 'inherited'; readonly before?: EarlierEmployee | undefined } & Sendings)
  | { readonly kind: 'recalled'; readonly recalled: Recalled }
  /** An activity that may send a draft. */
  | { readonly kind: 'begun'; readonly order: Extract<CreateOrder, { kind: 'create' }> }
  | { readonly kind: 'done'; readonly order: CreateOrder; readonly result: CreateResult; readonly at: number }
  /** It ended without a result. */
  | { readonly kind: 'broken-off'; readonly order: CreateOrder; readonly at: number }
  /** The mail server took a notice to the admins. */
  | { readonly kind: 'told'; readonly notice: Notice['kind'] };

/** What one run leaves to later ones. */
export interface Remembered extends Omit<Recalled, 'run'> {
  /** It knew of all runs before it: they need not be asked. */
  readonly complete: boolean;
}

/**
 * What is left of a run that has ended, in whatever way.
 *
 * @param run - its id, which tells what it recalled itself from what it was reset from.
 * @param endedAt - milliseconds since the epoch: an activity without a result can have sent nothing later.
 */
export function remember(past: readonly PastEvent[], { run, endedAt }: { run: string; endedAt: number }): Remembered {
  let sendings: Sendings = NOTHING_SENT;
  let employee: Omit<EarlierEmployee, 'told'> | undefined;
  let told = false;
  let complete = false;
  let answers: Answers | undefined;
  let open: { readonly brokenOffAt?: number } | undefined;
  const leftOpen = () => {
    if (open) sendings = together(sendings, { sent: [], settleFrom: open.brokenOffAt ?? endedAt });
    open = undefined;
  };
  const isIn = (kind: EarlierEmployee['kind'], known: EarlierEmployee['employee'], seenAt: number) => {
    if (known.id !== employee?.employee.id) told = false; // another one than the mail was about
    employee = { kind, employee: known, seenAt };
  };
  const inherit = ({ before, ...more }: Sendings & { readonly before?: EarlierEmployee | undefined }) => {
    sendings = together(sendings, more);
    employee = before ?? employee;
    told = before?.told ?? told;
  };
  for (const event of past)
    switch (event.kind) {
      case 'inherited':
        inherit(event);
        break;
      case 'recalled':
        inherit(event.recalled);
        complete ||= event.recalled.run === run;
        break;
      case 'begun':
        leftOpen();
        sendings = together(sendings, { sent: event.order.sent, settleFrom: event.order.settleFrom });
        sendings = withSending(sendings, event.order.draft);
        open = {};
        break;
      case 'done': {
        open = undefined;
        const { order, result } = event;
        if (order.kind === 'create' || order.kind === 'set-contract-type') sendings = withResult(sendings, order.draft, result);
        answers = result.kind === 'previewed' && order.kind === 'create' ? answersOf(order) : undefined;
        if (result.kind === 'created' || result.kind === 'linked') isIn(result.kind, result.employee, event.at);
        if ('maybeSent' in result && result.employee) isIn('created', result.employee, event.at);
        break;
      }
      case 'broken-off':
        if (open) open = { brokenOffAt: event.at };
        break;
      case 'told':
        told ||= event.notice === 'created' || event.notice === 'linked';
        break;
    }
  leftOpen();
  return { ...plain(sendings), complete, answers, ...(employee && { before: { ...employee, told } }) };
}

function answersOf({ validated: { hire, fields, hiredAnyway, startedAt }, dismissed }: Extract<CreateOrder, { kind: 'create' }>): Answers {
  return { hire, fields, hiredAnyway, startedAt, dismissed };
}

function plain({ sent, creation, settleFrom }: Sendings): Sendings {
  return { sent, creation, settleFrom };
}

/** A run of a hire, as far as it matters to later ones. */
export interface PastRun {
  readonly events: readonly PastEvent[];
  /** Milliseconds since the epoch: nothing of it was sent earlier, or later. */
  readonly begunAt: number;
  readonly endedAt: number;
  /** The run before it, and runs that it is a reset of. */
  readonly others: readonly string[];
}

/**
 * What runs of a hire leave to later ones. Older runs are asked only for what a run had not recalled itself.
 *
 * @param known - runs that are not asked; those that were asked are added.
 */
export async function recallFrom(
  runs: readonly string[],
  readRun: (run: string) => Promise<PastRun | undefined>,
  known: Set<string>,
): Promise<Omit<Recalled, 'run'>> {
  let all: Omit<Recalled, 'run'> = NOTHING_SENT;
  for (const run of runs) {
    if (known.has(run)) continue;
    known.add(run);
    const past = await readRun(run);
    if (!past) continue;
    const own = remember(past.events, { run, endedAt: past.endedAt });
    const older = own.complete ? undefined : await recallFrom(past.others, readRun, known);
    all = {
      ...together(all, older ? together(older, own) : own),
      before: own.before ?? older?.before ?? all.before,
      answers: own.answers ?? all.answers,
    };
  }
  return all;
}
