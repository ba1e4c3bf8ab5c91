import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import type { AuditLog } from '../audit/audit-log.js';
import { deedOf } from '../audit/deed-of.js';
import type { AuditEvent, Deed } from '../audit/entry.js';
import type { ChatSteps, DailyListSteps, LinkSteps, NoteSteps } from '../contracts/notices.js';
import { parseHireId } from '../hire/order.js';
import type { Steps } from '../hire/steps.js';
import type { AuditSinks } from '../workflows/audit-sink.js';

/** Writes what hires tell of themselves. Of each happening at least once: a repeat has the same id. */
export function auditSinks(audit: AuditLog): InjectedSinks<AuditSinks> {
  return {
    audit: {
      note: {
        callDuringReplay: false,
        fn({ workflowId, runId }, happening, number) {
          const deed = deedOf(happening);
          if (deed) audit.write({ ...deed, ...aboutHire(workflowId), id: `${runId}:${number}` });
        },
      },
    },
  };
}

type Messages = Pick<Steps, 'notifyAdmin'> & LinkSteps & DailyListSteps & ChatSteps & NoteSteps;

/** What an activity came to that sends something; undefined: it sent nothing. */
type Sent<Step extends (order: never) => Promise<unknown>> = (
  order: Parameters<Step>[0],
  result: Awaited<ReturnType<Step>>,
) => (Deed & Pick<AuditEvent, 'hire'>) | undefined;

const SENT: { readonly [Name in keyof Messages]: Sent<Messages[Name]> } = {
  notifyAdmin: ({ subject, notice }, delivery) => ({ what: 'mailed', notice: notice.kind, ...delivery, hire: subject.hireId }),
  sendLink: ({ hire }, delivery) => (delivery.accepted > 0 ? { what: 'mailed', notice: 'link', ...delivery, hire } : undefined),
  sendDailyList: (_order, { hires }) => (hires > 0 ? { what: 'mailed', notice: 'daily-list', accepted: 1, refused: 0 } : undefined),
  postToChat: (_order, { posted }) => (posted ? { what: 'posted' } : undefined),
  writeNote: (_order, { outcome }) => (outcome === 'written' ? { what: 'noted' } : undefined),
};

/** Writes what went out, once it has: at least once, with the activity's id. What nobody took, or nobody knows, is not in the trail. */
export function auditSent(audit: AuditLog): ActivityInterceptorsFactory {
  return ({ info: { activityType, activityId, workflowExecution: { workflowId, runId } = { workflowId: '', runId: '' } } }) => {
    const sent = (SENT as Record<string, Sent<(order: never) => Promise<unknown>> | undefined>)[activityType];
    if (!sent) return {};
    return {
      inbound: {
        async execute(input, next) {
          const result = await next(input);
          const order = input.args[0] as never; // the order that the table's type says
          const deed = sent(order, result);
          const by = { kind: 'system' } as const;
          if (deed)
            audit.write({ by, connection: connectionOf(order), ...aboutHire(workflowId), ...deed, id: `${runId}:activity-${activityId}` });
          return result;
        },
      },
    };
  };
}

/** The hire that a workflow is, or whose id is in the workflow's. */
function aboutHire(workflowId: string): Pick<AuditEvent, 'hire' | 'connection'> {
  const [hire] = /hire\/[^/]+\/[^/]+/.exec(workflowId) ?? [];
  return hire === undefined ? {} : { hire, connection: parseHireId(hire)?.connection };
}

function connectionOf(order: { readonly connection?: string }): string | undefined {
  return order.connection;
}
