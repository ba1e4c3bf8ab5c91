import { dayOfInstant } from '../../hire/day.js';
import { Failure } from '../../hire/failures.js';
import { FIELDS, type Employee, type EmployeeDraft } from '../../hire/draft.js';
import { sameName } from '../../hire/names.js';
import { sameEmail } from '../../hire/same-email.js';
import type { Preview } from '../../hire/preview.js';
import { sameDraft } from '../../hire/sendings.js';
import { foundProblem, type ExistingEmployee, type FoundProblem } from '../../hire/problem.js';
import type { CreateOrder, CreateResult, EarlierEmployee, LoginTaken, RecallFirst, Stale } from '../../hire/steps.js';
import type { CreatedUser, LuccaReader, LuccaUser, LuccaWriter } from '../../lucca/lucca-client.js';
import { fitting } from '../../lucca/contract-templates.js';
import { marksOf, type Directory, type Marks } from '../../lucca/directory.js';
import { LuccaError } from '../../lucca/errors.js';
import { creationRequests, newUser } from '../../lucca/requests.js';
import { setContractType } from './contract-type.js';
import { holdersOf, type Holders } from './holders.js';
import type { Intent, IntentLog } from './intent.js';
import { atFault, without, type OptionalField } from './optional-fields.js';
import type { Reservations } from './reservations.js';
import { failure } from '../attempt/technical-trouble.js';

/** What the creation takes from outside. */
export interface CreateDeps {
  readonly lucca: LuccaReader;
  /** Absent where the connection only previews. */
  readonly writer: LuccaWriter | undefined;
  /** A person says yes to each creation. */
  readonly needsApproval: boolean;
  /** Of the whole account. */
  readonly directory: Pick<Directory, 'find' | 'created' | 'mayShowWithin'>;
  /** Of the whole account. */
  readonly reservations: Reservations;
  readonly intents: IntentLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timeZone: string;
  /** How long a creation of unknown outcome may take to become visible, in milliseconds. */
  readonly settleForMs: number;
  /** After so long Lucca has cut a request off, so that nothing of it is carried out later, in milliseconds. */
  readonly luccaTimeoutMs: number;
  /** Run of the workflow that this attempt works for. */
  readonly run: string;
  /** Whether Flatchr still says what a draft was made from. */
  readonly stillSays: (creation: Creation) => Promise<boolean>;
  /** Throws while the connection is paused. */
  readonly unlessPaused: () => Promise<void>;
  /** Aborted when the activity is cancelled. */
  readonly cancelled: AbortSignal;
  /** Optional values that this Lucca has refused; kept for as long as the gateway is held. */
  readonly notTaken: Set<OptionalField>;
  /** Throws when the activity was cancelled. */
  readonly stopIfCancelled: () => void;
}

/**
 * Creates the employee, at most once.
 *
 * 1. No request to create is sent before Temporal has acknowledged the intent to send it: an attempt that was killed without an intent
 *    sent nothing, one with an intent may have.
 * 2. Before each request to create, look-ups by login and e-mail show that neither this draft nor one that may have been sent earlier is
 *    there, former and future employees included. The one by login may be seconds old where this hire has never sent one: Lucca refuses a
 *    login that is in use. The directory tells who has the same full name, or writes address or login in another way. The looks after a
 *    refusal count for the next request, which goes at once and without what is optional.
 * 3. Look-ups and request are one step across all hires of the account: what a person is recognised by is reserved meanwhile.
 * 4. After an unknown outcome no second request is sent until look-ups have found nothing for as long as a creation may take to show.
 * 5. Nothing is sent before the drafts of every run of the hire are known, and those that an earlier run left in doubt have settled.
 * 6. The first request of a hire is sent only while Flatchr says what the draft was made from. A later one settles what that one began.
 * 7. A record is taken for our own only where one of ours may have been sent, and login, e-mail and both names agree. Everything else
 *    that looks like the person is shown to a person; and so is whoever holds a login that one of ours may have been sent with.
 * 8. Where the connection only previews, all of this is looked at and nothing is sent. Where it needs approval, nothing is sent but the very
 *    draft that a person said yes to.
 */
export async function createEmployee(order: CreateOrder, deps: CreateDeps): Promise<CreateResult> {
  switch (order.kind) {
    case 'link':
      return link(order.employeeId, deps);
    case 'look':
      return look(order.before, deps);
    case 'set-contract-type':
      return finish(order.employee, order.draft, deps);
    case 'preview': // no reservation: that of the hire itself must stay as it is
      return create({ ...order, kind: 'create', knows: deps.run }, { ...deps, writer: undefined });
    case 'create':
      return reserved(order, deps);
  }
}

type Creation = Extract<CreateOrder, { kind: 'create' }>;

/** From the look-up until the creation shows, or surely was refused, no other hire of the account creates the same person. */
async function reserved(order: Creation, deps: CreateDeps): Promise<CreateResult> {
  const marks = marksOf(marksOfDrafts([order.draft, ...order.sent]));
  const reservation = await deps.reservations.hold(order.hireId, marks, deps.cancelled).catch((error: unknown) => {
    deps.stopIfCancelled();
    throw error;
  });
  try {
    const result = await create(order, deps);
    reservation.release();
    return result;
  } catch (error) {
    const { postedAt = order.settleFrom, employeeId } = deps.intents.read();
    if (postedAt !== undefined && employeeId === undefined) {
      reservation.releaseAfter(settlingMs(deps));
      deps.directory.mayShowWithin(settlingMs(deps));
    } else reservation.release();
    throw error;
  }
}

async function create(order: Creation, deps: CreateDeps): Promise<CreateResult> {
  const { draft } = order;
  const { lucca, writer, intents, now } = deps;
  if (order.knows !== deps.run) return { kind: 'recall' }; // ordered by a run that was reset to this one, or by one that does not know of it
  const before = intents.read();
  if (before.employeeId !== undefined) {
    const sent = without(draft, before.leftOut ?? []);
    return withDraft(await finish(employee(before.employeeId, before.login ?? draft.login.value, lucca), sent, deps), sent, draft);
  }

  const neverSent = before.postedAt === undefined && order.sent.length === 0;
  const known = await lookUp(order, before.postedAt !== undefined, deps, neverSent ? 'recent' : 'fresh');
  if (known.own) return finishFound(known.own, order, deps);
  settle(Math.max(before.postedAt ?? -Infinity, order.settleFrom ?? -Infinity), deps);
  if (known.result) return known.result;
  if (before.refused) return rejected(before.refused.words, true);

  const leftOut = new Set(deps.notTaken);
  const isApproved = !deps.needsApproval || (order.approved !== undefined && sameDraft(order.approved, draft));
  if (!writer || !isApproved) {
    if (neverSent && !(await deps.stillSays(order))) return { kind: 'stale' };
    const preview = previewOf(draft, leftOut);
    const maybeSent = before.postedAt !== undefined;
    if (!writer) return { kind: 'previewed', preview, maybeSent };
    return problem(foundProblem('createEmployee', [{ code: 'approval' }], { remedies: ['approve', 'fields'], preview }), maybeSent);
  }
  for (;;) {
    const sent = without(draft, leftOut);
    let created: CreatedUser;
    try {
      created = await writer.createUser(newUser(sent), async () => {
        if (neverSent && !(await deps.stillSays(order))) throw new StaleError();
        await deps.unlessPaused(); // it may have waited for Lucca's quota for long
        deps.stopIfCancelled();
        await intents.write({ postedAt: now(), ...(leftOut.size > 0 && { leftOut: [...leftOut] }) });
      });
    } catch (error) {
      if (error instanceof StaleError) return { kind: 'stale' };
      const result = await afterRefusal(error, order, before, deps);
      if (result.kind !== 'problem' || result.problem.code !== 'lucca-rejected') return result;
      // Nobody was created, and the looks have just shown it: once more, without what an employee can do without.
      const toLeaveOut = atFault(sent, result.problem.words);
      if (toLeaveOut.length === 0) return result;
      for (const field of toLeaveOut) leftOut.add(field);
      continue;
    }
    for (const field of leftOut) deps.notTaken.add(field);
    const { id, login = draft.login.value } = created;
    deps.directory.created(userOf(id, login, draft));
    // Only saves the successor a look-up.
    await intents.write({ ...intents.read(), postedAt: now(), employeeId: id, login: created.login }).catch(() => undefined);
    return withDraft(await finish(employee(id, login, lucca), sent, deps), sent, draft);
  }
}

/** What would be sent, but for what this Lucca is known to refuse. */
function previewOf(draft: EmployeeDraft, leftOut: ReadonlySet<OptionalField>): Preview {
  const lacking = [...leftOut].filter((field) => draft[field]);
  return { draft, ...(lacking.length > 0 && { leftOut: lacking }), requests: creationRequests(without(draft, leftOut)) };
}

/** So long after a request to create, a record that it made has become visible. */
function settlingMs({ luccaTimeoutMs, settleForMs }: CreateDeps): number {
  return Math.max(luccaTimeoutMs, settleForMs);
}

/** Thrown before a request goes out. */
class StaleError extends Error {
  override readonly name = 'StaleError';
}

/** Tells what Lucca has, where it is less than was ordered. */
function withDraft(result: Finished, inLucca: EmployeeDraft, ordered: EmployeeDraft): Finished {
  const isLess = FIELDS.some((field) => ordered[field] && !inLucca[field]);
  return isLess ? { ...result, draft: result.draft ?? inLucca } : result;
}

/** Waits, in Temporal, until a creation of unknown outcome must have become visible. `lastSentAt`: -Infinity where there is none. */
function settle(lastSentAt: number, deps: CreateDeps): void {
  const { now, luccaTimeoutMs } = deps;
  const passedMs = now() - lastSentAt;
  const leftMs = settlingMs(deps) - passedMs;
  if (leftMs > 0) throw outcomeUnknown('look-ups do not show it yet', Math.min(leftMs, Math.max(passedMs, luccaTimeoutMs)));
}

/** Nearly every creation shows at once: the looks come soon at first, then at doubled distances, since each costs quota. */
function outcomeUnknown(reason: string, lookAgainMs: number) {
  return failure(Failure.EmployeeOutcomeUnknown, `the employee may have been created: ${reason}`, lookAgainMs);
}

/** The request to create brought no employee. */
async function afterRefusal(error: unknown, order: Creation, before: Intent, deps: CreateDeps): Promise<CreateResult> {
  if (!(error instanceof LuccaError)) throw error; // nothing was sent: cancelled, or the intent was not kept
  if (error.kind === 'outcome-unknown') throw outcomeUnknown(error.message, deps.luccaTimeoutMs);

  const { intents } = deps;

  // A refusal under a success status is doubted: Lucca may have carried the request out and complained about something else.
  // It settles like an unknown outcome before a person is asked, since their answer may be to send it again.
  const doubtful = error.kind === 'rejected' && (error.status ?? 0) < 400;
  if (doubtful) await intents.write({ ...intents.read(), refused: { words: error.words } });
  else await intents.write(before);
  if (error.kind !== 'rejected') throw error;
  const inDoubt = doubtful || before.postedAt !== undefined;

  // The text for a login or an e-mail in use is not documented: looking again tells it from all other refusals.
  const known = await lookUp(order, inDoubt, deps, 'after-refusal');
  if (known.own) return finishFound(known.own, order, deps);
  if (doubtful) throw outcomeUnknown('it was refused with a status of success', deps.luccaTimeoutMs);
  return known.result ?? rejected(error.words, inDoubt);
}

function rejected(words: string | undefined, maybeSent: boolean): CreateResult {
  return problem(
    foundProblem('createEmployee', [{ code: 'lucca-rejected' }], { remedies: ['fields', 'retry', 'use-existing'], words }),
    maybeSent,
  );
}

type Refused = Holders['refused'][number];

/** A record that this hire created. */
interface Own {
  readonly user: LuccaUser;
  /** What it was created from: the newest draft that it fits, since the older ones had not shown when that was sent. */
  readonly draft: EmployeeDraft;
}

interface Known {
  readonly own?: Own;
  /** Why nothing can be created now. */
  readonly result?: CreateResult;
}

/**
 * Who in Lucca holds a login or an e-mail that this hire sent or wants to send.
 *
 * @param look `recent`: that the login was free a few seconds ago will do. `after-refusal`: this draft was sent a moment ago, when nobody
 * held its e-mail.
 */
async function lookUp(
  { draft, sent, dismissed }: Creation,
  inDoubt: boolean,
  deps: CreateDeps,
  look: 'fresh' | 'recent' | 'after-refusal',
): Promise<Known> {
  const { lucca } = deps;
  const earlier = sent.toReversed();
  const drafts = [draft, ...earlier];
  const logins = await holdersOf(
    'login',
    drafts.map(({ login }) => login.value),
    lucca,
    look === 'recent' ? 'recent' : 'fresh',
  );
  const mails = await holdersOf(
    'mail',
    drafts.map(({ email }) => email.value),
    lucca,
  );
  const noLogin = logins.refused.find(({ value }) => value === draft.login.value);
  if (noLogin) return unusable('login-unusable', 'login', noLogin, inDoubt);
  const noMail = mails.refused.find(({ value }) => value === draft.email.value);
  if (noMail) return unusable('unusable', 'email', noMail, inDoubt);
  const [byLogin, byMail] = [logins.found, mails.found];

  const maybeSent = inDoubt ? drafts : earlier;
  // "Login in use" may be the answer to a repeat of our request by something between us and Lucca, after the first one made this record.
  const claimed = look === 'after-refusal' ? drafts : maybeSent;
  const looked = [...byLogin, ...byMail];
  const marks = marksOfDrafts(drafts, [draft]);
  const found = distinct([...looked, ...(await deps.directory.find(marks, looked))]);
  const [own] = claimed.flatMap((one) => found.filter((user) => isOwn(user, one)).map((user): Own => ({ user, draft: one })));
  if (own) return { own };

  const strangers = (users: readonly LuccaUser[]) => users.filter(({ id }) => !dismissed.includes(id));
  const withEmail = strangers(found).filter(({ mail }) => drafts.some(({ email }) => sameEmail(mail, email.value)));
  const holders = found.filter(({ login }) => equal(login, draft.login.value));
  const named = (user: LuccaUser) => sameName(user, { firstName: draft.firstName.value, lastName: draft.lastName.value });
  // Where a draft with this login is in doubt, its holder may be our own record that somebody has renamed since.
  const mayBeOurs = maybeSent.some(({ login }) => equal(login.value, draft.login.value));
  const existing = [
    ...withEmail.map((user) => existingEmployee(user, 'email', deps)),
    ...strangers(holders)
      .filter((user) => (mayBeOurs || named(user)) && !withEmail.includes(user))
      .map((user) => existingEmployee(user, named(user) ? 'login-and-name' : 'login', deps)),
    ...strangers(found)
      .filter((user) => named(user) && !withEmail.includes(user) && !holders.includes(user))
      .map((user) => existingEmployee(user, 'name', deps)),
  ];
  if (existing.length > 0) {
    const remedies = ['use-existing', 'create-anyway', 'fields', 'retry'] as const;
    return { result: problem(foundProblem('createEmployee', [{ code: 'employee-exists' }], { remedies, existing }), inDoubt) };
  }
  // Logins are unique in Lucca: while someone else holds this one (a person said so where it was in doubt), no request of ours with it
  // can have been carried out.
  if (holders.length > 0) return { result: { kind: 'login-taken' } };
  return {};
}

/** Lucca refuses to look for it. */
function unusable(code: 'unusable' | 'login-unusable', field: 'email' | 'login', { value, words }: Refused, maybeSent: boolean): Known {
  return { result: problem(foundProblem('createEmployee', [{ code, field, given: value }], { words }), maybeSent) };
}

/** Lucca returns last names in capitals, and keeps logins and addresses as they were sent but for case. */
function isOwn(user: LuccaUser, draft: EmployeeDraft): boolean {
  return (
    equal(user.login, draft.login.value) &&
    sameEmail(user.mail, draft.email.value) &&
    sameName(user, { firstName: draft.firstName.value, lastName: draft.lastName.value })
  );
}

async function link(employeeId: number, { lucca }: CreateDeps): Promise<CreateResult> {
  const [user] = await lucca.usersBy('id', [employeeId]);
  if (user) return { kind: 'linked', employee: { id: user.id, login: user.login, link: lucca.linkTo(user.id) } };
  return problem(
    foundProblem('createEmployee', [{ code: 'unknown', given: String(employeeId) }], { remedies: ['use-existing', 'retry'] }),
    false,
  );
}

/** Whether the employee of an earlier run still works here. Who has left is no less gone than a record that was deleted. */
async function look(before: EarlierEmployee, deps: CreateDeps): Promise<CreateResult> {
  const { kind, employee } = before;
  const [user] = await deps.lucca.usersBy('id', [employee.id]);
  const existing = user && existingEmployee(user, 'login-and-name', deps);
  if (existing && !existing.former) return { kind, employee };
  if (!existing) settle(before.seenAt, deps); // a record that was just made may not show yet
  return problem(
    foundProblem('createEmployee', [{ code: 'employee-gone' }], {
      remedies: existing ? ['create-anyway', 'use-existing', 'retry'] : ['create-anyway', 'retry'],
      ...(existing && { existing: [existing] }),
    }),
    false,
  );
}

/**
 * The record may be of an earlier draft: what was changed since is not in Lucca, and must not be reported as if it were. But for the
 * contract type, which is set now.
 */
async function finishFound({ user, draft }: Own, order: Creation, deps: CreateDeps): Promise<CreateResult> {
  const { leftOut = [] } = deps.intents.read();
  const inLucca = { ...without(draft, leftOut), contractType: order.draft.contractType };
  const result = await finish(employee(user.id, user.login, deps.lucca), inLucca, deps);
  return draft === order.draft ? withDraft(result, inLucca, draft) : { ...result, draft: result.draft ?? inLucca };
}

type Finished = Exclude<CreateResult, LoginTaken | RecallFirst | Stale>;

/** The employee is there; its contract type may not be yet. */
async function finish(created: Employee, draft: EmployeeDraft, { lucca, writer }: CreateDeps): Promise<Finished> {
  const { refused, endLeftOut, planned } = await setContractType(created.id, draft, { lucca, writer });
  if (planned) return { kind: 'previewed', preview: { draft, requests: [planned] }, maybeSent: true, employee: created };
  if (!refused) {
    const { contractEnd: _, ...withoutEnd } = draft;
    return { kind: 'created', employee: created, ...(endLeftOut && { draft: withoutEnd }) };
  }
  const choices = fitting((await lucca.contractTemplates()) ?? [], draft.establishment.value).map(({ id, name }) => ({ id, name }));
  const issue = { code: 'contract-rejected', field: 'contractType', ...(choices.length > 0 && { choices }) } as const;
  const found = foundProblem('createEmployee', [issue], { words: refused.words });
  return { kind: 'problem', problem: found, maybeSent: true, employee: created };
}

function problem(found: FoundProblem, maybeSent: boolean): CreateResult {
  return { kind: 'problem', problem: found, maybeSent };
}

/** @param login as Lucca stored it. */
function employee(id: number, login: string, lucca: LuccaReader): Employee {
  return { id, login, link: lucca.linkTo(id) };
}

function existingEmployee(user: LuccaUser, same: ExistingEmployee['same'], { lucca, now, timeZone }: CreateDeps): ExistingEmployee {
  const { id, lastName, firstName, mail: email, login, contractStart: startDate, contractEnd: endDate } = user;
  const former = endDate !== undefined && endDate < dayOfInstant(now(), timeZone);
  return { id, lastName, firstName, email, login, startDate, endDate, former, link: lucca.linkTo(id), same };
}

/** @param named those whose names count; left out: all. */
function marksOfDrafts(drafts: readonly EmployeeDraft[], named = drafts): Marks {
  return {
    names: named.map(({ firstName, lastName }) => ({ firstName: firstName.value, lastName: lastName.value })),
    emails: drafts.map(({ email }) => email.value),
    logins: drafts.map(({ login }) => login.value),
  };
}

/** As Lucca will show it. */
export function userOf(id: number, login: string, { firstName, lastName, email, startDate }: EmployeeDraft): LuccaUser {
  return {
    id,
    firstName: firstName.value,
    lastName: lastName.value,
    mail: email.value,
    login,
    contractStart: startDate.value,
    contractEnd: undefined,
  };
}

function distinct(users: readonly LuccaUser[]): LuccaUser[] {
  return [...new Map(users.map((user) => [user.id, user])).values()];
}

function equal(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
