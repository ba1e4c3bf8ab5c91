import { setTimeout as sleep } from 'node:timers/promises';
import type { TrialContract, TrialCreated, TrialRefusal, TrialSteps } from '../../contracts/trial.js';
import type { EmployeeDraft } from '../../hire/draft.js';
import { Failure } from '../../hire/failures.js';
import { sameName } from '../../hire/names.js';
import { sameEmail } from '../../hire/same-email.js';
import { LuccaError } from '../../lucca/errors.js';
import type { CreatedUser, LuccaContract, LuccaReader, LuccaUser, LuccaWriter } from '../../lucca/lucca-client.js';
import { failure } from '../attempt/technical-trouble.js';
import { connectionOf, type GatewayStepDeps, type LuccaDeps } from '../deps.js';
import { newUser } from '../../lucca/requests.js';
import { userOf } from '../hire/create-employee.js';
import { heartbeatIntentLog, type IntentLog } from '../hire/intent.js';
import { ONLY_PREVIEWS } from './prepare-trial.js';
import { atFault, without, type OptionalField } from '../hire/optional-fields.js';

/** Nearly every record shows at once; then the looks come at doubled distances, since each costs quota. */
const FIRST_WAIT_MS = 500;

interface Deps {
  readonly draft: EmployeeDraft;
  readonly lucca: LuccaReader;
  readonly writer: LuccaWriter;
  readonly directory: LuccaDeps['directory'];
  readonly intents: IntentLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a record may take to become visible, in milliseconds after the request. */
  readonly settlingMs: number;
  /** When Lucca has cut a request off at the latest, in milliseconds after it was sent. */
  readonly luccaTimeoutMs: number;
}

/**
 * Creates the employee of a trial, at most once.
 *
 * 1. No request to create is sent before Temporal has acknowledged the intent to send it.
 * 2. An attempt that finds an intent never sends a request: it looks for the login and the address, which are this trial's alone, and where
 *    they do not show in time it says that it does not know.
 * 3. After a refusal that is certain (a status of 400 or more, and nobody there) the intent is taken back; the next request goes without what
 *    is optional.
 */
export function createCreateTrial(deps: GatewayStepDeps): TrialSteps['createTrial'] {
  return async ({ connection, draft }) => {
    const { lucca, writer, directory, settings } = connectionOf(deps, connection);
    if (!writer) return ONLY_PREVIEWS;
    const { now, luccaTimeoutMs } = deps;
    const settlingMs = Math.max(luccaTimeoutMs, settings.lucca.settleFor);
    const trial: Deps = { draft, lucca, writer, directory, intents: heartbeatIntentLog(), now, settlingMs, luccaTimeoutMs };
    const { postedAt, leftOut = [] } = trial.intents.read();
    return postedAt === undefined ? await send(trial) : await lookFor(trial, postedAt, leftOut);
  };
}

async function send(trial: Deps, leftOut: readonly OptionalField[] = []): Promise<TrialCreated | TrialRefusal> {
  const { draft, writer, directory, intents, now, luccaTimeoutMs } = trial;
  const sent = without(draft, leftOut);
  let created: CreatedUser;
  try {
    created = await writer.createUser(newUser(sent), () => intents.write({ postedAt: now(), leftOut }));
  } catch (error) {
    if (!(error instanceof LuccaError)) throw error;
    const doubtful = error.kind === 'rejected' && (error.status ?? 0) < 400;
    if (doubtful || error.kind === 'outcome-unknown') throw unknownYet(luccaTimeoutMs);
    const [own] = await holders(trial); // something on the way may have repeated the request, and met what the first one made
    if (own) return await found({ id: own.id, login: own.login }, trial, leftOut, undefined);
    await intents.write({});
    if (error.kind === 'unauthorized')
      return {
        refused: `The key may not create employees (${error.message})`,
        remedy: 'give the key’s role the rights that the README names',
      };
    if (error.kind !== 'rejected') throw error;
    const toLeaveOut = atFault(sent, error.words);
    if (toLeaveOut.length > 0) return await send(trial, [...leftOut, ...toLeaveOut]);
    return {
      refused: `Lucca refuses the employee: ${error.words ?? error.message}`,
      remedy: 'each hire would be refused likewise: correct defaults',
    };
  }
  const { id, login = draft.login.value } = created;
  directory.created(userOf(id, login, draft));
  return await found({ id, login }, trial, leftOut, created.login !== undefined);
}

/** The request may have been carried out. */
async function lookFor(trial: Deps, postedAt: number, leftOut: readonly OptionalField[]): Promise<TrialCreated | TrialRefusal> {
  const { draft, now, settlingMs, luccaTimeoutMs } = trial;
  const [own] = await holders(trial);
  if (own) return await found({ id: own.id, login: own.login }, trial, leftOut, undefined);
  const leftMs = postedAt + settlingMs - now();
  if (leftMs > 0) throw unknownYet(Math.min(leftMs, luccaTimeoutMs));
  return {
    refused: `The creation has no answer, and no look-up shows the login ${draft.login.value}`,
    remedy: `look for ${draft.email.value} in Lucca; begin another trial, whose login is another one`,
  };
}

function unknownYet(lookAgainMs: number) {
  return failure(Failure.EmployeeOutcomeUnknown, 'the trial’s employee may have been created: look-ups do not show it yet', lookAgainMs);
}

async function found(
  { id, login }: { readonly id: number; readonly login: string },
  trial: Deps,
  leftOut: readonly OptionalField[],
  loginTold: boolean | undefined,
): Promise<TrialCreated> {
  const { lucca } = trial;
  const shownAfterMs = await untilShown(id, trial);
  const contracts = (await lucca.contractsOf([id])).map(asTrialContract);
  return { employee: { id, login, link: lucca.linkTo(id) }, loginTold, shownAfterMs, leftOut: namesOf(leftOut, trial.draft), contracts };
}

/** How long look-ups take to show it, in milliseconds. */
async function untilShown(id: number, trial: Deps): Promise<number | undefined> {
  const { now, settlingMs } = trial;
  const startedAt = now();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs *= 2) {
    if ((await holders(trial)).some((user) => user.id === id)) return now() - startedAt;
    if (now() - startedAt > settlingMs) return undefined;
    await sleep(waitMs);
  }
}

/** By the address as well, since Lucca may keep another login than it is sent. A login too short to be the trial's alone may be somebody's. */
async function holders({ draft, lucca }: Deps): Promise<LuccaUser[]> {
  const [byLogin, byMail] = await Promise.all([lucca.usersBy('login', [draft.login.value]), lucca.usersBy('mail', [draft.email.value])]);
  const names = { firstName: draft.firstName.value, lastName: draft.lastName.value };
  return [...byLogin, ...byMail].filter((user) => sameEmail(user.mail, draft.email.value) || sameName(user, names));
}

/** Lucca's names of the values that were not sent. */
function namesOf(leftOut: readonly OptionalField[], draft: EmployeeDraft): string[] {
  const sent = newUser(without(draft, leftOut));
  return Object.keys(newUser(draft)).filter((name) => !(name in sent));
}

export function asTrialContract({ typeId, startsOn, endsOn }: LuccaContract): TrialContract {
  return { typeId, startsOn, endsOn };
}
