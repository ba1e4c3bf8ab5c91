import { randomUUID } from 'node:crypto';
import {
  type Client,
  type WorkflowExecutionInfo,
  type WorkflowHandle,
  isGrpcServiceError,
  ServiceError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { PreviewBasis, PreviewReport } from '../contracts/preview.js';
import type { Correction, CorrectionError, Fields } from '../hire/correction.js';
import { parseHireId, type EndedEarly, type Hire, type HireStatus, type Left } from '../hire/order.js';
import type { HireMemo, MailTrouble } from '../hire/notice.js';
import type { LinkOrder } from '../contracts/notices.js';
import type { mailLink } from '../workflows/mail-link.js';
import { correctUpdate, previewQuery, stateQuery, type CorrectionTaken, type HireState } from '../workflows/hire/messages.js';
import { toldOf } from './changes.js';
import { beginAgain, lastRun, takeDrag, type Taken } from './drags.js';
import { takeLeft, type TakenLeft } from './left.js';
import { previewHire } from './preview.js';
import { Readiness } from './readiness.js';
import { tombstoneOf } from './tombstones.js';
import { holdUpsOf, runStuckActivities, type HoldUp } from './stuck-activities.js';
import { HireConnectionAttribute, HireStartDateAttribute, HireStatusAttribute } from '../workflows/search-attributes.js';

/** The task queue of all hires. */
export const TASK_QUEUE = 'hires';

/** A hire as a list shows it: visibility and memo alone, no question to the workflow itself. */
export interface HireSummary {
  readonly id: string;
  readonly run: string;
  readonly status: HireStatus;
  readonly person: string;
  readonly vacancy?: string | undefined;
  readonly problem?: HireMemo['problem'] | undefined;
  /** ISO instants. */
  readonly startedAt: string;
  readonly closedAt?: string | undefined;
  readonly waitingSince?: string | undefined;
  /** Why somebody lacks the last mail about it. */
  readonly mail?: MailTrouble | undefined;
  /** First day at work as far as known, `YYYY-MM-DD`. */
  readonly startDate?: string | undefined;
}

/** A correction was refused, with what is wrong. */
export class CorrectionRefusedError extends Error {
  override readonly name = 'CorrectionRefusedError';
  readonly errors: readonly CorrectionError[];

  constructor(message: string, errors: readonly CorrectionError[]) {
    super(message);
    this.errors = errors;
  }
}

/** No hire of that id, or it has ended. */
export class HireNotFoundError extends Error {
  override readonly name = 'HireNotFoundError';
}

/** Filters of a list; all must fit. */
export interface HireFilter {
  readonly connection?: string | undefined;
  readonly status?: HireStatus | undefined;
  /** Only those that have an employee, or ended without one. */
  readonly ended?: boolean | undefined;
  /** At most so many, the newest first. */
  readonly limit: number;
}

/** A hire under way was told to go on. How many of its activities waited for their next attempt. */
interface ActivitiesRun {
  readonly activities: number;
}

const OPEN_STATUSES: readonly HireStatus[] = ['in-progress', 'awaiting-correction'];
/** More hires than any connection has open at once. */
export const ALL = 10_000;
/** As quick as larger pages, and each is read in moments in which nothing else can be done. */
const PAGE_SIZE = 250;
/** No answer is worth waiting for longer: Flatchr's webhook and a person at a page have gone by then. */
const DEADLINE_MS = 10_000;
/** A preview asks Flatchr and Lucca, within its quota. */
const PREVIEW_MS = 30_000;
/** Between two mails with a link for the same reader; the longest is the life of a link to sign in. */
const LINK_PAUSE_MS = { first: 60_000, longest: 3_600_000 };
const LINK_PAUSES_FORGOTTEN_MS = 24 * 3_600_000;
/** gRPC's code of that name. */
const GRPC_FAILED_PRECONDITION = 9;

/** What the web process and the CLI do with hires. */
export class HireClient {
  readonly #client: Client;
  readonly #taskQueue: string;
  readonly #readiness: Readiness;

  constructor(client: Client, taskQueue: string = TASK_QUEUE) {
    this.#client = client;
    this.#taskQueue = taskQueue;
    this.#readiness = new Readiness(client, taskQueue);
  }

  /**
   * Takes what Flatchr says about a hire; returns only when Temporal has it durably.
   *
   * @throws what the SDK throws when Temporal cannot take it.
   */
  async start(order: Hire): Promise<Taken> {
    return await this.#inTime(() => takeDrag({ client: this.#client, taskQueue: this.#taskQueue }, order));
  }

  /** Takes that a candidate was moved out of the hired column, as {@link takeLeft}. */
  async left(who: Pick<Hire, 'connection' | 'applicant'>, left: Left): Promise<TakenLeft> {
    return await this.#inTime(() => takeLeft({ client: this.#client, taskQueue: this.#taskQueue }, who, left));
  }

  /**
   * Starts a hire that ended without an employee anew with what Flatchr said last, as a new drag to the hired column does. One that is open
   * or has an employee is left alone.
   *
   * @returns whether this call started it, and the hire's last run.
   * @throws {HireNotFoundError}
   */
  async reopen(id: string): Promise<{ hire: string; started: boolean; run: string }> {
    const { order } = await this.state(id);
    return await this.#inTime(async () => ({
      hire: id,
      ...(await beginAgain({ client: this.#client, taskQueue: this.#taskQueue }, order)),
    }));
  }

  /** Does so with every hire of a connection that ended in that way. @returns the ids of those that began anew. */
  async reopenAll(connection: string, status: EndedEarly): Promise<string[]> {
    const reopened: string[] = [];
    for (const { id } of await this.list({ connection, status, limit: ALL })) if ((await this.reopen(id)).started) reopened.push(id);
    return reopened;
  }

  /**
   * What would be sent for a hire as it stands, with these values in place of those that it has. Nothing is.
   *
   * @param run - of this run, or of the one that it was continued as.
   * @throws {HireNotFoundError}
   */
  async preview(id: string, run: string, fields: Fields): Promise<PreviewReport> {
    const { continued } = await this.#state(id, run);
    const basis = await this.#basis(id, continued ? undefined : run);
    const order = { connection: basis.hire.connection, basis: { ...basis, fields: { ...basis.fields, ...fields } } };
    return await previewHire(this.#client, this.#taskQueue, order, PREVIEW_MS);
  }

  /** What decides what would be sent for a hire as it stands; undefined: there is no such hire. */
  async previewBasis(id: string): Promise<PreviewBasis | undefined> {
    try {
      return await this.#basis(id);
    } catch (error) {
      if (error instanceof HireNotFoundError) return undefined;
      throw error;
    }
  }

  async #basis(id: string, run?: string): Promise<PreviewBasis> {
    try {
      return await this.#inTime(() => this.#client.workflow.getHandle(id, run).query(previewQuery));
    } catch (error) {
      throw await this.#notFoundOr(error, id);
    }
  }

  /**
   * @param run - answers this run only, or the one that it was continued as; left out: the last one.
   * @throws {CorrectionRefusedError} with what is wrong; {HireNotFoundError}
   */
  async correct(id: string, correction: Correction, run?: string): Promise<CorrectionTaken> {
    try {
      return await this.#correct(this.#client.workflow.getHandle(id, run), correction);
    } catch (error) {
      if (!(error instanceof HireNotFoundError) || run === undefined) throw error;
      const { chain, continued } = await this.#state(id, run);
      if (!continued) throw error;
      return await this.#correct(this.#client.workflow.getHandle(id, undefined, { firstExecutionRunId: chain }), correction);
    }
  }

  async #correct(handle: WorkflowHandle, correction: Correction): Promise<CorrectionTaken> {
    const updateId = randomUUID(); // the same in every attempt: taken once
    const send = () => handle.executeUpdate(correctUpdate, { args: [correction], updateId });
    try {
      return await this.#inTime(async () => {
        for (;;)
          try {
            return await send();
          } catch (error) {
            if (!isDropped(error)) throw error;
          }
      });
    } catch (error) {
      const refused = error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : undefined;
      // The details are written by the workflow's validator (taking-corrections.ts).
      if (refused) throw new CorrectionRefusedError(refused.message, (refused.details?.[0] as CorrectionError[] | undefined) ?? []);
      throw await this.#notFoundOr(error, handle.workflowId);
    }
  }

  /**
   * Tries again now: answers the problem that a hire waits with, or makes the activities run that wait out technical trouble.
   *
   * @param about who says so, and optionally the number of the only problem that is meant.
   * @throws as {@link correct}
   */
  async retry(id: string, about: Pick<Correction, 'by' | 'problem' | 'via'>): Promise<CorrectionTaken | ActivitiesRun> {
    if (about.problem === undefined && (await this.#status(id)) === 'in-progress') return await this.retryActivities(id);
    return await this.correct(id, { kind: 'retry', ...about });
  }

  /** Makes the activities of a hire run now that wait out technical trouble. */
  async retryActivities(id: string): Promise<ActivitiesRun> {
    return { activities: await this.#inTime(() => runStuckActivities(this.#client, id)) };
  }

  /**
   * What holds a run up now, as {@link HoldUp}.
   *
   * @param run - left out: the last one.
   * @throws {HireNotFoundError}
   */
  async heldUpBy(id: string, run?: string): Promise<HoldUp[]> {
    return await this.#inTime(() => holdUpsOf(this.#client, id, run)).catch(async (error: unknown) => {
      throw await this.#notFoundOr(error, id);
    });
  }

  /** Does so with every hire of a connection that is open. @returns the ids of those that had something to try again. */
  async retryAll(connection: string, about: Pick<Correction, 'by' | 'via'>): Promise<string[]> {
    const waiting = await this.list({ connection, status: 'awaiting-correction', limit: ALL });
    const underWay = await this.list({ connection, status: 'in-progress', limit: ALL });
    const retried: string[] = [];
    for (const { id } of [...waiting, ...underWay])
      try {
        const result = await this.retry(id, about);
        if ('taken' in result || result.activities > 0) retried.push(id);
      } catch (error) {
        // It was answered or ended since it was listed.
        if (!(error instanceof CorrectionRefusedError || error instanceof HireNotFoundError)) throw error;
      }
    return retried;
  }

  /**
   * @param run - of this run, or of the one that it was continued as; left out: of the last one.
   * @throws {HireNotFoundError}
   */
  async state(id: string, run?: string): Promise<HireState> {
    const state = await this.#state(id, run);
    if (!state.continued || run === undefined) return await this.#withLater(id, state);
    const last = await this.#state(id);
    return await this.#withLater(id, last.chain === state.chain ? last : state);
  }

  /** The story goes on after the end, in a workflow of its own. */
  async #withLater(id: string, state: HireState): Promise<HireState> {
    if (state.status !== 'created' && state.status !== 'linked') return state;
    const told = await this.#inTime(() => toldOf({ client: this.#client }, id));
    return told ? { ...state, story: [...state.story, ...told.story] } : state;
  }

  async #state(id: string, run?: string): Promise<HireState> {
    try {
      return await this.#inTime(() => this.#client.workflow.getHandle(id, run).query(stateQuery));
    } catch (error) {
      throw await this.#notFoundOr(error, id);
    }
  }

  /**
   * Mails a link that someone asked for on a page. Asked for again within a minute it does nothing; each further mail within a day doubles
   * that pause, since anybody may ask, but never beyond the life of the mailed link: nobody can keep a reader out.
   */
  async mailLink({ connection, reader, hire }: LinkOrder): Promise<void> {
    const about = hire === undefined ? 'list' : (parseHireId(hire)?.applicant ?? '');
    const workflowId = `mail-link/${connection}/${about}/${reader}`;
    await this.#inTime(async () => {
      const last = await lastRun(this.#client, workflowId);
      if (last?.status.name === 'RUNNING') return;
      const pauseMs = nextPauseMs(last);
      await this.#client.workflow.start<typeof mailLink>('mailLink', {
        workflowId,
        taskQueue: this.#taskQueue,
        args: [{ connection, reader, hire }, pauseMs],
        memo: { pauseMs },
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: 'A link that someone asked for on a page',
        typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
      });
    });
  }

  /** The newest first; of several runs of one hire only the last. */
  async list({ connection, status, ended, limit }: HireFilter): Promise<HireSummary[]> {
    const open = status !== undefined && OPEN_STATUSES.includes(status);
    const query = [
      "WorkflowType = 'hire'",
      connection && `HireConnection = '${connection.replaceAll("'", '')}'`,
      status === undefined && "HireStatus != 'repeat'",
      // A run that was terminated keeps the status that it had.
      open && `HireStatus = '${status}' AND ExecutionStatus = 'Running'`,
      "ExecutionStatus != 'ContinuedAsNew'",
    ];
    // Which runs have ended is told apart here: a hire may have begun anew since.
    const isMeant = (info: WorkflowExecutionInfo) =>
      (!ended || info.status.name !== 'RUNNING') && (!status || info.typedSearchAttributes.get(HireStatusAttribute) === status);
    const found = new Map<string, HireSummary>();
    const seen = new Set<string>();
    const pageSize = ended || (status && !open) ? PAGE_SIZE : Math.min(limit, PAGE_SIZE);
    for await (const info of this.#client.workflow.list({ query: query.filter(Boolean).join(' AND '), pageSize })) {
      if (found.size >= limit) break;
      if (seen.has(info.workflowId)) continue;
      seen.add(info.workflowId);
      if (!isMeant(info)) continue;
      const memo = info.memo as Partial<HireMemo> | undefined; // written by start() and by the workflow
      found.set(info.workflowId, {
        id: info.workflowId,
        run: info.runId,
        status: info.typedSearchAttributes.get(HireStatusAttribute) as HireStatus, // set by start() and by the workflow alone
        person: memo?.person ?? '',
        vacancy: memo?.vacancy ?? undefined,
        problem: memo?.problem ?? undefined,
        waitingSince: memo?.waitingSince ?? undefined,
        mail: memo?.mail ?? undefined,
        startedAt: info.startTime.toISOString(),
        closedAt: info.closeTime?.toISOString(),
        startDate: info.typedSearchAttributes.get(HireStartDateAttribute)?.toISOString().slice(0, 10),
      });
    }
    return [...found.values()];
  }

  /** As {@link Readiness}. */
  async ready(): Promise<boolean> {
    return await this.#readiness.holds();
  }

  async #status(id: string): Promise<string | undefined> {
    try {
      const { typedSearchAttributes } = await this.#inTime(() => this.#client.workflow.getHandle(id).describe());
      return typedSearchAttributes.get(HireStatusAttribute);
    } catch (error) {
      throw await this.#notFoundOr(error, id);
    }
  }

  async #notFoundOr(error: unknown, id: string): Promise<unknown> {
    if (!(error instanceof WorkflowNotFoundError)) return error;
    const name = parseHireId(id);
    const erased = name && (await this.#inTime(() => tombstoneOf(this.#client, name)));
    return new HireNotFoundError(
      `${id}: ${erased === undefined ? 'no such hire, or it has ended' : 'was erased; nothing can be done with it any more'}`,
    );
  }

  #inTime<T>(call: () => Promise<T>): Promise<T> {
    return this.#client.withDeadline(Date.now() + DEADLINE_MS, call);
  }
}

/** How long no further link is mailed after the next one, in milliseconds. */
function nextPauseMs(last: WorkflowExecutionDescription | undefined): number {
  const { pauseMs } = (last?.memo ?? {}) as { pauseMs?: number }; // written by mailLink()
  const recent = last?.closeTime && Date.now() - last.closeTime.getTime() < LINK_PAUSES_FORGOTTEN_MS;
  return recent && pauseMs !== undefined ? Math.min(2 * pauseMs, LINK_PAUSE_MS.longest) : LINK_PAUSE_MS.first;
}

/**
 * Temporal lets go of an update that would end the workflow (an abandon) when something else reaches the workflow at the same moment,
 * such as the result of a mail. It has to be sent again.
 */
function isDropped(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  const code: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
  return code === GRPC_FAILED_PRECONDITION;
}
