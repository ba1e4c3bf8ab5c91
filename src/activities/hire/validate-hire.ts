import { activityInfo } from '@temporalio/activity';
import type { Connection } from '../../config/schema.js';
import type { Fields } from '../../hire/correction.js';
import { MAX_LENGTH, type Flag, type Value } from '../../hire/draft.js';
import { Failure } from '../../hire/failures.js';
import { foundProblem, type FoundProblem, type Issue, type StepResult } from '../../hire/problem.js';
import { hireId, type Hire } from '../../hire/order.js';
import type { Offer, Reading, Repeat, Steps, ValidateOrder, ValidHire } from '../../hire/steps.js';
import { connectionOf, type Applications, type HireStepDeps, type ConnectionDeps } from '../deps.js';
import { chooseContractEnd } from './contract-end.js';
import { digestOf, rereadHire, sourceFromWebhook, sourceOf, type HireSource } from './hire-source.js';
import { readAddress, sameAddress } from './email-address.js';
import { readName } from './person-name.js';
import { readPhone } from './phone-number.js';
import { chooseStartDate } from './start-date.js';
import { saidBy } from './said-by.js';
import { tidy } from './tidy.js';
import { failure } from '../attempt/technical-trouble.js';

/** Between two looks while Flatchr's search may lag behind the drag. */
const LOOK_AGAIN_MS = 5_000;

export type ValidateDeps = Pick<HireStepDeps, 'connections' | 'wakeGateway' | 'now' | 'applications' | 'flatchrLagMs'>;

/** Re-reads the hire from Flatchr, where a key is configured, and checks what a person typed there. */
export function createValidateHire(deps: ValidateDeps): Steps['validateHire'] {
  return async (order) => {
    const connection = connectionOf(deps, order.hire.connection);
    const gateway = await deps.wakeGateway(order.hire);
    const at = deps.now();
    const read = await readSource(deps, connection, order);
    if ('problem' in read || 'repeat' in read) return read;
    const { source, reading, digest } = read;
    const seen = digest === undefined ? undefined : { at, digest };
    const valid = validate(connection, order, source, deps.now());
    return valid.problem ? { ...valid, reading } : { done: { ...valid.done, gateway, seen }, reading };
  };
}

type Read =
  | { readonly source: HireSource; readonly reading?: Reading | undefined; readonly digest?: string }
  | { readonly problem: FoundProblem }
  | { readonly repeat: Repeat };

async function readSource(deps: ValidateDeps, { flatchr, settings }: ConnectionDeps, order: ValidateOrder): Promise<Read> {
  const { hire, hiredAnyway, mayExist, left, earlier = {} } = order;
  if (!flatchr && left && !hiredAnyway) return isThisAHire({ code: 'not-hired' });
  if (!flatchr) return { source: sourceFromWebhook(hire) }; // without a key the unsigned webhook is all there is
  const found = await rereadHire(flatchr, settings.flatchr, order);
  const digest = digestOf(found);
  // The search may lag behind the webhook that said so; later it is believed, since the way back may have been lost.
  const isJustLeft = left?.at !== undefined && deps.now() - Date.parse(left.at) < deps.flatchrLagMs;
  if (left && !hiredAnyway && (isJustLeft || found.kind === 'elsewhere' || found.kind === 'not-found'))
    return isThisAHire({ code: 'not-hired' });
  if (found.kind === 'hired' || (found.kind === 'elsewhere' && hiredAnyway)) {
    const repeat = mayExist ? undefined : await repeatOf(deps.applications, hire, found.reading.applicant);
    return repeat ? { repeat } : { ...found, digest };
  }
  // What is missing is asked for; with it the next round can look.
  if (hiredAnyway || found.kind === 'nameless') return { source: sourceOf(hire.candidate, hire, earlier, settings.flatchr), digest };
  if (found.kind === 'ambiguous' || found.kind === 'search-refused') return isThisAHire({ code: found.kind });

  const lookingForMs = deps.now() - activityInfo().scheduledTimestampMs;
  if (lookingForMs < deps.flatchrLagMs)
    throw failure(
      Failure.FlatchrNotYetHired,
      'Flatchr does not show the candidate in the hired column yet',
      Math.min(LOOK_AGAIN_MS, deps.flatchrLagMs),
    );
  return found.kind === 'other-person'
    ? isThisAHire({ code: found.kind, given: found.name }, 'fields')
    : isThisAHire({ code: 'not-hired' });
}

/** Whether another hire carries the application that Flatchr shows; then that one is told what this one knows. */
async function repeatOf(applications: Applications, hire: Hire, applicant: string): Promise<Repeat | undefined> {
  const { connection } = hire;
  const of = await applications.claim({ connection, applicant, hire: hireId(hire) });
  if (of === hireId(hire)) return undefined;
  await applications.handOver(hire, of);
  return { kind: 'repeat', of };
}

function isThisAHire(issue: Issue, ...more: 'fields'[]): { readonly problem: FoundProblem } {
  return { problem: foundProblem('validateHire', [issue], { remedies: [...more, 'retry', 'create-anyway'] }) };
}

/** Checks every value, so that a person is asked once for all that is missing. */
function validate(
  { settings }: ConnectionDeps,
  { fields, hire, startedAt }: ValidateOrder,
  source: HireSource,
  now: number,
): StepResult<Omit<ValidHire, 'gateway' | 'seen'>> {
  const issues: Issue[] = [];
  const checked = <T>(result: T | Issue): T | undefined => {
    if (typeof result !== 'object' || result === null || !('code' in result)) return result;
    issues.push(result);
    return undefined;
  };

  const lastName = checked(nameOf('lastName', fields, source.lastName));
  const firstName = checked(nameOf('firstName', fields, source.firstName));
  const email = checked(emailOf(fields, source, settings.flatchr));
  const personalEmail = checked(personalEmailOf(fields, source, email));
  const phone = phoneOf(fields, source.phone, settings.country);
  const startDate = checked(
    chooseStartDate({
      fields,
      source,
      tag: settings.flatchr.startDateTag,
      switchedAt: hire.switchedAt ?? startedAt,
      timeZone: settings.timeZone,
      now,
    }),
  );

  const contractEnd = checked(chooseContractEnd({ fields, source, startDate, timeZone: settings.timeZone }));

  const [first, ...rest] = issues;
  if (first)
    return {
      problem: foundProblem('validateHire', [first, ...rest]),
      known: {
        ...(lastName && { lastName }),
        ...(firstName && { firstName }),
        ...(email && { email }),
        ...(phone && { phone }),
        ...(personalEmail && { personalEmail }),
        ...(startDate && { startDate }),
        ...(contractEnd && { contractEnd }),
      },
    };
  if (!lastName || !firstName || !email || !startDate) throw new Error('a value is missing without an issue'); // for the compiler: each missing one left its issue
  const offer: Offer = {
    title: source.title,
    reference: source.reference,
    departments: source.departments,
    contractType: source.contractType,
    ...(source.offerUnread && { unread: true }),
  };
  return {
    done: {
      person: {
        lastName,
        firstName,
        email,
        phone,
        ...(personalEmail && { personalEmail }),
        startDate,
        ...(contractEnd && { contractEnd }),
      },
      offer,
      said: saidBy(source, settings),
    },
  };
}

/** What a person answered is checked for use, never doubted: asking again would not end. */
function nameOf(field: 'lastName' | 'firstName', fields: Fields, known: string | undefined): Value | Issue {
  const corrected = fields[field];
  const given = tidy(String(corrected ?? known ?? ''));
  if (given === '') return { code: 'missing', field };
  if (!/\p{L}/u.test(given) || given.length > MAX_LENGTH) return { code: 'unusable', field, given };
  if (corrected !== undefined) return { value: given, origin: 'correction' };
  const { name, flags, suggestion } = readName(String(known));
  if (name === undefined) return { code: 'doubtful', field, given, ...(suggestion && { suggestion }) };
  return { value: name, origin: 'flatchr', ...(flags.length > 0 && { flags, given }) };
}

function emailOf(fields: Fields, source: HireSource, { workEmailTag }: Connection['flatchr']): Value | Issue {
  const corrected = fields.email;
  const read = readAddress(String(corrected ?? source.workEmail ?? source.email ?? ''));
  if (read.given === '') return { code: 'missing', field: 'email' };
  if (read.address === undefined) return { code: 'unusable', field: 'email', ...read };
  if (corrected !== undefined) return { value: read.address, origin: 'correction' };
  const unread: Flag[] = source.tagsUnread && workEmailTag ? ['tag-unread'] : [];
  return { value: read.address, origin: 'flatchr', ...(source.workEmail === undefined && { flags: ['personal-email', ...unread] }) };
}

/** The candidate's own address, where the e-mail is a professional one. Flatchr's is left out where it cannot be read: nobody needs it. */
function personalEmailOf(fields: Fields, source: HireSource, email: Value | undefined): Value | Issue | undefined {
  const corrected = fields.personalEmail;
  const read = readAddress(String(corrected ?? source.email ?? ''));
  if (corrected !== undefined)
    return read.address === undefined
      ? { code: 'unusable', field: 'personalEmail', ...read }
      : { value: read.address, origin: 'correction' };
  if (read.address === undefined || !email || sameAddress(read.address, email.value)) return undefined;
  return { value: read.address, origin: 'flatchr' };
}

/** Optional in Lucca: a number that cannot be read never stops a hire, it is sent as typed and flagged. */
function phoneOf(fields: Fields, known: string | undefined, country: string): Value | undefined {
  const given = tidy(String(fields.phone ?? known ?? ''));
  if (given === '') return undefined;
  const origin = fields.phone === undefined ? 'flatchr' : 'correction';
  const value = readPhone(given, country);
  return value ? { value, origin } : { value: given.slice(0, MAX_LENGTH), origin, flags: ['phone-as-typed'] };
}
