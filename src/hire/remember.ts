import type { Notice } from './notice.js';
import { NOTHING_SENT, together, withResult, withSending } from './sendings.js';
import type { CreateOrder, CreateResult, EarlierEmployee, Recalled, Sendings } from './steps.js';

/** What a run of a hire did that matters to a later one, in order. */
export type PastEvent =
  /** It began with what another one handed to it. */
  | ({ readonly kind: 'inherited'; readonly before?: EarlierEmployee | undefined } & Sendings)
  | { readonly kind: 'recalled'; readonly recalled: Recalled }
  /** An activity that may send a draft. */
  | { readonly kind: 'begun'; readonly order: Extract<CreateOrder, { kind: 'create' }> }
  | { readonly kind: 'done'; readonly order: CreateOrder; readonly result: CreateResult }
  /** It ended without a result. `at`: milliseconds since the epoch. */
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
  let open: { readonly brokenOffAt?: number } | undefined;
  const leftOpen = () => {
    if (open) sendings = together(sendings, { sent: [], settleFrom: open.brokenOffAt ?? endedAt });
    open = undefined;
  };
  const isIn = (kind: EarlierEmployee['kind'], known: EarlierEmployee['employee']) => {
    if (known.id !== employee?.employee.id) told = false; // another one than the mail was about
    employee = { kind, employee: known };
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
        if (result.kind === 'created' || result.kind === 'linked') isIn(result.kind, result.employee);
        if (result.kind === 'problem' && result.employee) isIn('created', result.employee);
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
  return { ...plain(sendings), complete, ...(employee && { before: { ...employee, told } }) };
}

function plain({ sent, creation, settleFrom }: Sendings): Sendings {
  return { sent, creation, settleFrom };
}
