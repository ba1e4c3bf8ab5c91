// npm run mutants [-- --only=words]: breaks the code in one place at a time, in a copy, and counts how often the tests notice.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './setup.mjs';

const CREATE = 'src/activities/hire/create-employee.ts';
const BY_CREATE = ['test/activities/hire/create-employee.test.ts', 'test/activities/hire/create-employee.simulation.test.ts'];
const SIMULATION = ['test/activities/hire/create-employee.simulation.test.ts'];
const HIRE = 'src/workflows/hire/hire.ts';
/** The whole workflow, with the steps that matter, by 10,000 seeds. */
const WHOLE = ['test/simulation/hire.test.ts'];
const BY_MEMORY = ['test/scenarios/memory-across-runs.test.ts'];
const BY_DRAGS = ['test/scenarios/second-drag.test.ts'];
const HIRE_PAGE = 'src/web/pages/hire-page.tsx';
const BY_PAGES = ['test/web/hire-page.test.ts', 'test/web/hires-page.test.ts', 'test/links.test.ts'];
const HIRES_PAGE = 'src/web/pages/hires-page.tsx';
const LISTS = 'src/web/pages/hire-lists.ts';
const BY_LISTS = ['test/web/hire-lists.test.ts'];
const BY_STORY = ['test/scenarios/story.test.ts'];
const ATTEMPTS = 'src/activities/attempt/interceptor.ts';
const BY_ATTEMPTS = ['test/activities/attempt/interceptor.test.ts'];
const FIND = 'src/activities/hire/find-applicant.ts';
const BY_VALIDATE = ['test/activities/hire/validate-hire.test.ts'];
const START_DATE = 'src/activities/hire/start-date.ts';
const BY_START_DATE = ['test/activities/hire/start-date.test.ts'];
const NAME = 'src/activities/hire/person-name.ts';
const BY_NAME = ['test/activities/hire/person-name.test.ts'];
const PAIRS = ['test/simulation/pairs.test.ts'];
const LEASE = 'src/activities/gateway/lease.ts';
const BY_LEASE = ['test/activities/gateway/lease.test.ts'];
const QUOTA = 'src/lucca/pace/quota.ts';
const BY_QUOTA = ['test/lucca/pace/quota.test.ts'];
const BY_START = ['test/client/daily-list-schedules.test.ts', 'test/client/prepare-namespace.test.ts'];
const SUPERVISE = 'src/supervise.ts';
const BY_SUPERVISE = ['test/supervise.test.ts'];
const BY_OUTPUT = ['test/output.test.ts'];
const BY_DOOR = [
  'test/web/webhook.test.ts',
  'test/flatchr/webhook.test.ts',
  'test/flatchr/known-columns.test.ts',
  'test/flatchr/stripped-body.test.ts',
];
const TWO_IDS = ['test/simulation/two-ids.test.ts'];
const BY_RECONCILE = ['test/activities/reconcile/reconcile.test.ts'];
const BY_HIRED = ['test/flatchr/hired-since.test.ts'];
const BY_COMPARISON = ['test/web/comparison-page.test.ts'];
const CODEC = 'src/encryption/codec.ts';
const BY_CODEC = ['test/encryption/codec.test.ts'];
const BY_STORED = ['test/scenarios/encrypted.test.ts', '--grep', 'of 20 hires'];
const KEY_TREE = 'src/encryption/key-tree.ts';
const BY_KEY_TREE = ['test/encryption/key-tree.test.ts'];
const ERASURE = 'src/client/erasure.ts';
const BY_ERASURE = ['test/scenarios/erased.test.ts'];
const KEYS = 'src/config/encryption-keys.ts';
const BY_KEYS = ['test/config/encryption-keys.test.ts'];
const BY_SERVER = ['test/web/codec.test.ts'];
const CHANGES = 'src/hire/changes.ts';
const BY_CHANGES = ['test/hire/changes.test.ts'];
const IN_CHANGES = ['test/scenarios/changes.test.ts'];
const AUDIT_LOG = 'src/audit/audit-log.ts';
const BY_AUDIT = ['test/audit/audit-log.test.ts'];
const READINESS = 'src/client/readiness.ts';
const BY_READINESS = ['test/scenarios/readiness.test.ts'];

const SHAPES = 'src/lucca/shapes.ts';
const PAGES = 'src/lucca/pages.ts';
const BY_CLIENT = ['test/lucca/lucca-client.test.ts'];
const CREATE_TRIAL = 'src/activities/trial/create-trial.ts';
const BY_TRIAL = ['test/scenarios/trial.test.ts'];
const REPORT = 'src/activities/doctor/report-findings.ts';
const BY_DOCTOR = ['test/scenarios/doctor.test.ts'];
const LUCCA_DOCTOR = 'src/doctor/lucca.ts';
const BY_SET_UPS = ['test/doctor/broken-set-ups.test.ts'];
const BY_PREVIEWS = ['test/activities/hire/previews-of-many.test.ts'];
const PUBLIC_URL = 'src/doctor/public-url.ts';
const BY_PUBLIC_URL = ['test/doctor/public-url.test.ts'];
const SHAPE = 'src/trace/shape.ts';
const BY_SHAPE = ['test/trace/shape.test.ts'];
const BY_TRACE = ['test/activities/trace/trace.test.ts'];
const BY_PREVIEW = ['test/activities/hire/preview.test.ts', 'test/activities/gateway/open-gateway.test.ts'];
const RESERVED = 'src/activities/hire/reserved-logins.ts';
const DERIVE = 'src/activities/hire/derive-login.ts';
const START_BEHIND = 'src/activities/backfill/start-behind.ts';
const BY_BEHIND = ['test/activities/backfill/start-behind.test.ts'];
const BY_RESERVED = ['test/activities/hire/reserved-logins.test.ts'];
const BY_RESOLVE = ['test/activities/hire/resolve-defaults.test.ts'];

/**
 * What is broken, where, how, and which tests must go red.
 * @type {[what: string, file: string, from: string, to: string, tests: string[]][]}
 */
const MUTANTS = [
  [
    'what is known to be refused is previewed',
    CREATE,
    'creationRequests(without(draft, leftOut))',
    'creationRequests(draft)',
    ['test/scenarios/approval.test.ts'],
  ],
  [
    'a newer drag keeps answers to a preview',
    'src/workflows/hire/hire-record.ts',
    'answers.hire.switchedAt === this.order.switchedAt',
    'answers.hire',
    ['test/scenarios/preview.test.ts'],
  ],
  ['what was told is told again', CHANGES, 'told.place && (later.place ?? told.place)', 'told.place', BY_CHANGES],
  ['a value that was put right in Flatchr is told', CHANGES, ' || isSame(now, sent[field])', '', BY_CHANGES],
  ['what nobody knows is a change', CHANGES, 'later.place === undefined || place === undefined', 'place === undefined', BY_CHANGES],
  ['the search is believed at once after a drag away', 'src/activities/hire/validate-hire.ts', 'isJustLeft || ', '', BY_VALIDATE],
  [
    'without a key a drag away stops nothing',
    'src/activities/hire/validate-hire.ts',
    '!flatchr && left && !hiredAnyway',
    '!flatchr && left && hiredAnyway',
    BY_VALIDATE,
  ],
  ['a drag away is ignored', 'src/web/webhook.ts', 'reading.left && (await', 'reading.missed && reading.left && (await', BY_DOOR],
  ['who has left is created after the outage', 'src/workflows/hire/hire-record.ts', '    this.stopCreation?.();\n', '', IN_CHANGES],
  [
    'an open hire whose candidate has left is not stopped',
    'src/activities/reconcile/seek-changes.ts',
    "later.place === 'left' || later.place === 'gone'",
    "later.place === 'gone'",
    IN_CHANGES,
  ],
  [
    'each who sees a change has it told',
    'src/workflows/change.ts',
    'later ? changesOf(told, later, hired.sent)',
    'later ? changesOf(before, later, hired.sent)',
    IN_CHANGES,
  ],
  ['requests that go behind leave nothing to others', QUOTA, 'const BEHIND_SHARE = 0.4', 'const BEHIND_SHARE = 0', BY_QUOTA],
  ['requests that go behind go in their turn', QUOTA, 'this.#waiting.findIndex(({ behind }) => !behind)', '0', BY_QUOTA],
  [
    'a backfill starts what nobody confirmed',
    'src/workflows/backfill.ts',
    'if (confirmed !== toStart.length)',
    'if (confirmed === 0)',
    ['test/scenarios/backfill.test.ts'],
  ],
  ['a backfill that is stopped goes on', START_BEHIND, 'if (cancelled.aborted) throw', 'if (started < 0) throw', BY_BEHIND],
  ['a backfill starts what another hire carries', START_BEHIND, '!== id) continue', "=== '') continue", BY_BEHIND],
  ['a backfill starts all at once', START_BEHIND, 'MOST_UNDER_WAY = 5', 'MOST_UNDER_WAY = 500', BY_BEHIND],
  [
    'hires of a backfill go before others',
    'src/client/drags.ts',
    "order.origin === 'backfill' && {",
    'order.origin === undefined && {',
    BY_BEHIND,
  ],
  [
    'all activities go in front',
    'src/activities/attempt/interceptor.ts',
    'inTurn(turnOf(priority)',
    "inTurn('front'",
    ['test/activities/attempt/interceptor.test.ts'],
  ],
  [
    'a list says nothing of a pause',
    'src/web/pages/hires-page.tsx',
    'await pauses().catch(() => [])',
    '(await pauses().catch(() => [])).slice(0, 0)',
    ['test/web/hires-page.test.ts'],
  ],
  [
    "another reader's pause is shown",
    'src/web/pages/hires-page.tsx',
    'pause.connection === connection.id',
    'pause.connection !== ""',
    ['test/web/hires-page.test.ts'],
  ],
  [
    'hires go on in any order',
    'src/cli/pausing.ts',
    'one.startedAt.localeCompare(other.startedAt)',
    'other.startedAt.localeCompare(one.startedAt)',
    ['test/scenarios/pause.test.ts'],
  ],
  [
    'an event is noted as often as its mail is tried',
    'src/activities/notices/start-note.ts',
    "'REJECT_DUPLICATE'",
    "'ALLOW_DUPLICATE'",
    ['test/scenarios/flatchr-note.test.ts'],
  ],
  [
    'a note whose attempt was cut off is written again',
    'src/workflows/flatchr-note.ts',
    'maximumAttempts: 1',
    'maximumAttempts: 2',
    ['test/scenarios/flatchr-note.test.ts'],
  ],
  ['a cell of the table is a formula', 'src/cli/csv.ts', "`'${text}`", 'text', ['test/cli/backfill.test.ts']],
  [
    'a connection that previews has a writer',
    'src/activities/gateway/open-gateway.ts',
    "mode === 'preview' ? undefined : writer",
    "mode === 'live' ? writer : writer",
    BY_PREVIEW,
  ],
  [
    'a preview of what Flatchr said once',
    CREATE,
    "if (neverSent && !(await deps.stillSays(order))) return { kind: 'stale' };",
    '',
    BY_PREVIEW,
  ],
  ['nobody has to approve', CREATE, '!deps.needsApproval || (', 'deps.needsApproval !== undefined || (', BY_PREVIEW],
  ['a yes is one for every draft', CREATE, '&& sameDraft(order.approved, draft)', '&& sameDraft(draft, draft)', BY_PREVIEW],
  ['a preview that is asked for sends', CREATE, '{ ...deps, writer: undefined });', '{ ...deps });', BY_PREVIEW],
  [
    'a yes need not say to what',
    'src/hire/correction.ts',
    "kind === 'approve' && input",
    "kind === 'abandon' && input",
    ['test/hire/correction.test.ts'],
  ],
  ['a login that was shown is free after ten minutes', RESERVED, 'lasting ? Infinity : ', '', BY_RESERVED],
  ['a gateway that opens knows no login that was shown', DERIVE, 'await shown();', '', BY_RESERVED],
  ['a hire keeps a login that it has no more', RESERVED, 'holder === hireId || ', '', BY_RESERVED],
  ['who only looks takes a login', DERIVE, 'if (!order.onlyLook) ', '', BY_RESERVED],
  ['who asks what would be sent answers', HIRE_PAGE, '?.[PREVIEW] !== undefined', '?.[PREVIEW] === null', BY_PAGES],
  [
    'hires from before the last webhook count as silence',
    'src/activities/notices/look-at-flatchr.ts',
    'Date.parse(heardAt) + DAY_MS',
    'Date.parse(heardAt)',
    ['test/activities/notices/look-at-flatchr.test.ts'],
  ],
  [
    'a silence of a day is told',
    'src/activities/notices/look-at-flatchr.ts',
    '> quietAfter',
    '> 0',
    ['test/activities/notices/look-at-flatchr.test.ts'],
  ],
  [
    'a hire that waited for its turn is created in a pause',
    CREATE,
    '        await deps.unlessPaused(); // it',
    '        // it',
    ['test/activities/hire/create-employee.test.ts'],
  ],
  [
    'a note of unknown outcome is written again',
    'src/flatchr/notes.ts',
    "? 'not-sent' : 'unknown'",
    "? 'not-sent' : 'not-sent'",
    ['test/flatchr/notes.test.ts'],
  ],
  [
    'a note that Flatchr may have taken is written again',
    'src/flatchr/notes.ts',
    "? 'refused' : 'unknown'",
    "? 'refused' : 'not-sent'",
    ['test/flatchr/notes.test.ts'],
  ],
  ['a parent is read out of a path of positions', SHAPES, 'idByPath.get(parentId)', 'Number(/(\\d+)\\/?$/.exec(parentId)?.[1])', BY_CLIENT],
  ['pages come in no order', 'src/lucca/lucca-client.ts', "orderBy: 'id,asc', ", '', BY_CLIENT],
  ['a page that was read before is no end', PAGES, 'if (byId.size === known) throw', 'if (byId.size < known) throw', BY_CLIENT],
  ['pages have no bound', PAGES, 'page < MAX_PAGES', 'page < 3_000', BY_CLIENT],
  [
    'a list that is gone is unavailable',
    'src/lucca/classify.ts',
    '!request.writes && GONE.has(status)',
    '!request.writes && status < 0',
    BY_CLIENT,
  ],
  [
    'an id needs the list',
    'src/activities/hire/resolve-defaults.ts',
    'if (id && error instanceof',
    'if (!id && error instanceof',
    BY_RESOLVE,
  ],
  [
    'an answer that holds nobody has an unknown outcome',
    'src/lucca/lucca-client.ts',
    "new LuccaError('rejected', 'POST /api/v3/users'",
    "new LuccaError('outcome-unknown', 'POST /api/v3/users'",
    BY_CREATE,
  ],
  [
    'a login that reads as an operator is one',
    'src/lucca/users-filter.ts',
    "list.some(isKeyword) ? ['equals', ...list] : list",
    'list',
    ['test/lucca/users-filter.test.ts'],
  ],
  ['an optional value blocks a hire', CREATE, 'if (toLeaveOut.length === 0) return result;', 'return result;', BY_CREATE],
  ['what Lucca did not take is not told', CREATE, 'isLess ? { ...result', 'isLess && !ordered ? { ...result', BY_CREATE],
  ['only what Lucca names is left out', 'src/activities/hire/optional-fields.ts', 'named.length > 0 ? named : sent', 'named', BY_CREATE],
  [
    'an end that Lucca refuses blocks the contract',
    'src/activities/hire/contract-type.ts',
    'if (!refusal || endsOn === undefined)',
    'if (!refusal || endsOn)',
    BY_CREATE,
  ],
  [
    'no look-up before the request',
    CREATE,
    "const known = await lookUp(order, before.postedAt !== undefined, deps, neverSent ? 'recent' : 'fresh');",
    'const known: Known = {};',
    SIMULATION,
  ],
  [
    'no look-up before the request, for the whole hire',
    CREATE,
    "const known = await lookUp(order, before.postedAt !== undefined, deps, neverSent ? 'recent' : 'fresh');",
    'const known: Known = {};',
    WHOLE,
  ],
  [
    'no settling, for the whole hire',
    CREATE,
    'settle(Math.max(before.postedAt ?? -Infinity, order.settleFrom ?? -Infinity), deps);',
    '',
    WHOLE,
  ],
  ['no settling', CREATE, 'settle(Math.max(before.postedAt ?? -Infinity, order.settleFrom ?? -Infinity), deps);', '', SIMULATION],
  ['what an earlier run may have sent is not settled', CREATE, 'order.settleFrom ?? -Infinity', '-Infinity', BY_MEMORY],
  ['a cancellation takes a drag with it', HIRE, '() => record.noteEndBegins()', '() => undefined', BY_DRAGS],
  ['a run hands on less than it was reset from', 'src/workflows/hire/hire-record.ts', 'this.knowsAll ? {}', 'this.knows ? {}', BY_MEMORY],
  ['a reset run knows all', CREATE, 'order.knows !== deps.run', 'order.knows === null', BY_MEMORY],
  [
    "an earlier run's drafts are forgotten",
    'src/workflows/hire/hire-record.ts',
    'this.keep(together(sendings, this.memory))',
    'undefined',
    BY_MEMORY,
  ],
  [
    'nobody hears of a terminated hire',
    'src/client/broken-off.ts',
    "ExecutionStatus != 'Running'",
    "ExecutionStatus = 'Running'",
    ['test/scenarios/broken-off.test.ts'],
  ],
  [
    'a run grows without an end',
    'src/workflows/hire/renewal.ts',
    'return workflowInfo().continueAsNewSuggested;',
    'return false;',
    ['test/scenarios/endless-input.test.ts'],
  ],
  ['what is stale is sent', CREATE, 'neverSent && !(await deps.stillSays(order))', 'false', ['test/scenarios/stale.test.ts']],
  ['a drag is lost while the run ends', 'src/workflows/hire/ending.ts', 'record.beginsAnew', 'false', BY_DRAGS],
  [
    "an earlier run's drafts are forgotten, for the whole hire",
    'src/workflows/hire/hire-record.ts',
    'this.keep(together(sendings, this.memory))',
    'undefined',
    WHOLE,
  ],
  ['a reset run knows all, for the whole hire', CREATE, 'order.knows !== deps.run', 'order.knows === null', WHOLE],
  ['what does not show yet is gone', CREATE, 'if (!existing) settle(before.seenAt, deps);', '', WHOLE],
  ['a second drag is a repeat', 'src/client/drags.ts', 'if (!isNews(order, last))', 'if (true)', BY_DRAGS],
  ['each drag is news', 'src/client/drags.ts', 'if (!isNews(order, last))', 'if (false)', BY_DRAGS],
  ['the same question is asked again', HIRE, 'asksTheSame(asking.question, result.problem)', 'false', BY_DRAGS],
  [
    'the intent is written after the request',
    CREATE,
    'await intents.write({ postedAt: now(), ...(leftOut.size > 0 && { leftOut: [...leftOut] }) });',
    '',
    SIMULATION,
  ],
  ['a clear refusal leaves a doubt', CREATE, 'else await intents.write(before);', '', BY_CREATE],
  [
    'no settling after a refusal under HTTP 200',
    CREATE,
    "if (doubtful) throw outcomeUnknown('it was refused with a status of success', deps.luccaTimeoutMs);",
    '',
    BY_CREATE,
  ],
  ['a refusal that was settled is sent again', CREATE, 'if (before.refused) return rejected(before.refused.words, true);', '', BY_CREATE],
  ['earlier drafts are not looked for', CREATE, 'const drafts = [draft, ...earlier];', 'const drafts = [draft];', BY_CREATE],
  [
    'no look-up by e-mail',
    CREATE,
    'const [byLogin, byMail] = [logins.found, mails.found];',
    'const [byLogin, byMail]: (readonly LuccaUser[])[] = [logins.found, []];',
    BY_CREATE,
  ],
  [
    'no look-up by login',
    CREATE,
    'const [byLogin, byMail] = [logins.found, mails.found];',
    'const [byLogin, byMail]: (readonly LuccaUser[])[] = [[], mails.found];',
    BY_CREATE,
  ],
  ["its own record is someone else's", CREATE, 'if (own) return { own };', '', SIMULATION],
  [
    "someone else's record is its own, without a doubt",
    CREATE,
    'const maybeSent = inDoubt ? drafts : earlier;',
    'const maybeSent = drafts;',
    BY_CREATE,
  ],
  [
    'what a refused request made is of somebody else',
    CREATE,
    "const claimed = look === 'after-refusal' ? drafts : maybeSent;",
    'const claimed = maybeSent;',
    BY_CREATE,
  ],
  ['own by login alone', CREATE, 'sameEmail(user.mail, draft.email.value) &&', '', BY_CREATE],
  ['whom a person dismissed is shown again', CREATE, '!dismissed.includes(id)', 'id > 0', BY_CREATE],
  ['the holder of a login in doubt is a stranger', CREATE, '(mayBeOurs || named(user))', 'named(user)', BY_CREATE],
  [
    'the contract type is forgotten',
    CREATE,
    'const { refused, endLeftOut, planned } = await setContractType(created.id, draft, { lucca, writer });',
    'const { refused, endLeftOut, planned } = {} as Awaited<ReturnType<typeof setContractType>>; void setContractType;',
    BY_CREATE,
  ],
  [
    'a former employee is not said to be one',
    CREATE,
    'const former = endDate !== undefined &&',
    'const former = endDate === undefined &&',
    BY_CREATE,
  ],
  [
    'former employees are not looked for',
    'src/lucca/lucca-client.ts',
    "formerEmployees: 'true',",
    "formerEmployees: 'false',",
    ['test/lucca/lucca-client.test.ts', ...BY_CREATE],
  ],
  [
    'a time-out of a write is no unknown outcome',
    'src/lucca/classify.ts',
    "const lost = request.writes ? 'outcome-unknown' : 'unavailable';",
    "const lost = 'unavailable' as const;",
    ['test/lucca/classify.test.ts'],
  ],
  [
    'a Message under HTTP 200 is a success',
    'src/lucca/classify.ts',
    'if (messageOf(json)) throw',
    'if (messageOf(undefined)) throw',
    ['test/lucca/classify.test.ts'],
  ],
  [
    'redirects are followed',
    'src/http/one-attempt.ts',
    'followRedirect: false',
    'followRedirect: true',
    ['test/lucca/lucca-client.test.ts', 'test/chat/chat-client.test.ts'],
  ],
  [
    'lists that are read literally are joined',
    'src/lucca/pace/sharing.ts',
    'values.length < 2 || (await filters.understood(property))',
    'values.length > 0',
    ['test/lucca/pace/sharing.test.ts'],
  ],
  [
    'any answer to two values means that lists are understood',
    'src/lucca/pace/list-filters.ts',
    'return values.every(',
    'return values.some(',
    ['test/lucca/pace/list-filters.test.ts'],
  ],
  [
    'names are not compared',
    'src/lucca/directory.ts',
    '...names.flatMap((name) => foldedName(name) ?? []).map((name) => `name ${name}`),',
    '',
    BY_CREATE,
  ],
  [
    'the address is not reserved',
    CREATE,
    'marksOf(marksOfDrafts([order.draft, ...order.sent]))',
    'marksOf({ ...marksOfDrafts([order.draft, ...order.sent]), emails: [] })',
    PAIRS,
  ],
  [
    'the name is not reserved',
    CREATE,
    'marksOf(marksOfDrafts([order.draft, ...order.sent]))',
    'marksOf({ ...marksOfDrafts([order.draft, ...order.sent]), names: [] })',
    PAIRS,
  ],
  [
    'the next holder creates at once',
    'src/activities/hire/reservations.ts',
    'if (this.#settling) return false;',
    '',
    ['test/activities/hire/reservations.test.ts'],
  ],
  ['a creation in doubt holds nobody up', CREATE, 'reservation.releaseAfter(settlingMs(deps));', 'reservation.release();', PAIRS],
  ['what was created a moment ago is not known', CREATE, 'deps.directory.created(userOf(id, login, draft));', '', PAIRS],
  ['an old picture is believed after a lost answer', CREATE, 'deps.directory.mayShowWithin(settlingMs(deps));', '', PAIRS],
  [
    'connections to one account have a gateway each',
    'src/config/lucca-host.ts',
    'encodeURIComponent(`${host}',
    'encodeURIComponent(`${JSON.stringify(connection.lucca)}${host}',
    ['test/config/lucca-host.test.ts'],
  ],
  ['the lease counts from the acknowledgement', LEASE, 'this.#acknowledgedAt = sentAt;', 'this.#acknowledgedAt = now();', BY_LEASE],
  ['the lease has no margin', LEASE, 'timeoutMs - MARGIN_MS', 'timeoutMs', BY_LEASE],
  ['the lease gives credit twice', LEASE, 'CREDIT - (this.#asks - asksBefore)', 'CREDIT', BY_LEASE],
  ['the lease gives leave without end', LEASE, 'this.#credit--;', '', BY_LEASE],
  ['the lease beats for whoever asks', LEASE, 'heartbeat(told);', '', BY_LEASE],
  [
    'a slot is free from the request on',
    QUOTA,
    'answered: () => free(this.#now() + this.#limit.perMs)',
    'answered: () => free(this.#now())',
    BY_QUOTA,
  ],
  ['a predecessor is forgotten', QUOTA, '(youngest[slot] ?? limit.perMs)', 'limit.perMs', BY_QUOTA],
  ["a predecessor's pause is forgotten", QUOTA, 'now() + pausedForMs', 'now()', BY_QUOTA],
  ['429 pauses nobody', QUOTA, 'this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);', '', BY_QUOTA],
  ['429 leaves nothing to others', QUOTA, 'this.#yieldingUntil = now + YIELD_WINDOWS * this.#limit.perMs;', '', BY_QUOTA],
  [
    'a 429 fails the request',
    'src/lucca/pace/paced-http.ts',
    "error.kind !== 'rate-limited'",
    "error.kind !== 'unauthorized'",
    ['test/lucca/pace/paced-http.test.ts'],
  ],
  [
    'what was not sent counts',
    'src/lucca/pace/paced-http.ts',
    'else permit.unused();',
    'else permit.answered();',
    ['test/lucca/pace/paced-http.test.ts'],
  ],
  [
    'a reserved login is free for all',
    'src/activities/hire/reserved-logins.ts',
    'sameName(other, holder)',
    'other.hireId !== holder.hireId',
    ['test/activities/hire/reserved-logins.test.ts'],
  ],
  ['names are not compared with the row', FIND, 'byEmail.filter(fits)', 'byEmail', BY_VALIDATE],
  ['whoever has the address is the person renamed', FIND, 'isRenamed(only, hire)', 'isOfVacancy(only, hire)', BY_VALIDATE],
  ['a refused search has found nobody', FIND, "refused ? 'search-refused' : 'not-found'", "'not-found'", BY_VALIDATE],
  ['a vacancy that is gone stops the hire', 'src/activities/hire/hire-source.ts', "'not-found', 'forbidden'", "'forbidden'", BY_VALIDATE],
  ['what was read before is forgotten', HIRE, 'record.noteReading(valid.reading);', '', ['test/scenarios/missing-values.test.ts']],
  ['midnight in Paris is an instant', START_DATE, 'isMidnight(instant, FLATCHR_ZONE) ? FLATCHR_ZONE : timeZone', 'timeZone', BY_START_DATE],
  ['a date far from today is taken', START_DATE, 'if (!isNear(value, today)) return', "if (value === '') return", BY_START_DATE],
  ['an old switch is the first day', START_DATE, 'sinceSwitch > LONGEST_SINCE_SWITCH_DAYS', 'sinceSwitch > Infinity', BY_START_DATE],
  ['a damaged name is taken', NAME, 'DAMAGE.test(mended)', 'false', BY_NAME],
  [
    'a name that might be undamaged is mended',
    NAME,
    'if (NO_LETTER.test(text) || CAPITAL_WITHIN.test(text))',
    'if (text !== decoded)',
    BY_NAME,
  ],
  ['a draft is not noted as sent', HIRE, 'record.noteSending(draft);', '', WHOLE],
  ['the login is derived anew', HIRE, 'record.fixedLogin ?? ', '', WHOLE],
  ['an employee is forgotten', HIRE, 'if (memory.creation) return setContractType(record, memory.creation);', '', WHOLE],
  ['a draft in doubt is forgotten', 'src/hire/sendings.ts', 'result.maybeSent ?', 'false ?', WHOLE],
  [
    'nobody is told what may exist',
    'src/workflows/hire/hire-record.ts',
    'creation !== undefined || sent.length > 0',
    'creation !== undefined',
    WHOLE,
  ],
  [
    'an answer to another problem is taken',
    'src/workflows/hire/taking-messages.ts',
    'input.problem !== undefined && input.problem !== problem?.number',
    'input.problem === 0',
    ['test/scenarios/corrections.test.ts'],
  ],
  [
    'a hire begins twice',
    'src/client/drags.ts',
    "earlier === undefined ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE'",
    "'ALLOW_DUPLICATE'",
    ['test/scenarios/straight-through.test.ts'],
  ],
  ['any secret opens the webhook', 'src/web/webhook.ts', '(known) => equal(known, secret)', '() => true', ['test/web/webhook.test.ts']],
  ['a link answers any problem', HIRE_PAGE, 'if (problem?.number !== link.problem)', 'if (!problem)', BY_PAGES],
  ['a link is anybody’s', HIRE_PAGE, '=> links.readerOf(address) === link.reader', '=> address !== link.reader', BY_PAGES],
  ['a link never ends', 'src/links.ts', 'currentDate: new Date(now())', 'currentDate: new Date(0)', BY_PAGES],
  ['a link of any kind is a session', 'src/links.ts', 'meant === use && reader', 'reader', BY_PAGES],
  ['a mailed link acts on a hire under way', HIRE_PAGE, 'if (!problem && link.follows)', 'if (!problem)', BY_PAGES],
  [
    'a hire is abandoned without a reason',
    HIRE_PAGE,
    'if (!isReason(decision.reason)) return',
    'if (decision.kind === null) return',
    BY_PAGES,
  ],
  ['a hire under way is taken up again', HIRE_PAGE, 'const reopens = canBeginAnew(state.status) && ', 'const reopens = ', BY_PAGES],
  ['a list outlives a change', LISTS, 'of [kept, underWay]', 'of [underWay]', BY_LISTS],
  [
    'an older list replaces a newer one',
    LISTS,
    'if (underWay.get(key) === reading) kept.set(key, fresh);',
    'kept.set(key, fresh);',
    BY_LISTS,
  ],
  ['a list of any age is shown', LISTS, '!last || age > USABLE_MS', '!last', BY_LISTS],
  [
    'nobody hears of a refused address',
    'src/activities/notices/post.ts',
    'refused: rejected.length',
    'refused: 0',
    ['test/activities/hire/notify-admin.test.ts'],
  ],
  ['who signed out still sees the list', 'src/web/signed-in.ts', '(await sessions.isOpen(pass.session))', 'true', BY_PAGES],
  ["a list's links outlive its session", HIRE_PAGE, '(session === undefined || (await sessions.isOpen(session)))', 'true', BY_PAGES],
  ['a link signs in twice', HIRES_PAGE, ' || !(await sessions.open(pass.session, LIFE_OF_SESSION_MS))', '', BY_PAGES],
  [
    'a refused answer may follow the hire',
    HIRE_PAGE,
    'return go(request, reply, link); // someone',
    'return go(request, reply, { ...link, follows: true }); // someone',
    BY_PAGES,
  ],
  ['an old link lives anew', 'src/links.ts', "'until' in signed ? signed.until : ", '', BY_PAGES],
  ['nobody hears of a late mail', 'src/activities/attempt/late-mail.ts', 'error instanceof ApplicationFailure', 'error === null', BY_STORY],
  [
    'a name with an @ names the domain',
    'src/mail/message-id.ts',
    '/^.*@(',
    '/@(',
    ['test/mail/message-id.test.ts', 'test/mail/mailer.test.ts'],
  ],
  ["the gateway's beats tell nothing", ATTEMPTS, 'holdGateway: { beats: false }', 'holdGateway: {}', BY_ATTEMPTS],
  ['trouble with a creation is told to nobody', ATTEMPTS, 'createEmployee: { needs: lucca }', 'createEmployee: {}', BY_ATTEMPTS],
  [
    'what was wrong with a mail is never over',
    'src/workflows/hire/hire-record.ts',
    "this.noteMail(refused > 0 ? 'refused' : undefined);",
    "this.noteMail('refused');",
    BY_STORY,
  ],
  [
    'a notice is posted twice',
    'src/activities/notices/start-chat-notice.ts',
    'REJECT_DUPLICATE',
    'ALLOW_DUPLICATE',
    ['test/scenarios/chat.test.ts'],
  ],
  ['a capital ẞ is another letter', 'src/hire/names.ts', "  ß: 'ss',\n", '', ['test/hire/names.test.ts']],
  ['the sandbox is in the fast tier', 'scripts/fast-tier.mjs', " 'smtp-server',", '', ['test/fast-tier.test.ts']],
  ['a name mentions a whole channel', 'src/chat/message.ts', 'escaped(line)', 'line', ['test/chat/message.test.ts']],
  ['a form may come from anywhere', 'src/web/pages/pages.ts', "from !== undefined && from !== 'same-origin'", 'from === null', BY_PAGES],
  [
    "one connection's failure keeps the others' lists from being scheduled",
    'src/client/daily-list-schedules.ts',
    `await Promise.all(
    connections.map((connection) =>
      untilItHolds(client, \`The daily list of \${connection.id}\`, scheduleOf(connection, options.taskQueue ?? TASK_QUEUE), options),
    ),
  );`,
    'for (const connection of connections) await untilItHolds(client, "", scheduleOf(connection, options.taskQueue ?? TASK_QUEUE), options);',
    BY_START,
  ],
  [
    'a list that is not scheduled at once is given up',
    'src/client/schedules.ts',
    '!signal.aborted; pauseMs',
    'waitedMs === 0; pauseMs',
    BY_START,
  ],
  [
    'hires may start before the search attributes are known',
    'src/client/prepare-namespace.ts',
    'if (codeOf(error) !== INVALID_ARGUMENT) throw error;',
    'return;',
    BY_START,
  ],
  ['what ends is not started again', SUPERVISE, 'runs = true;', 'return;', BY_SUPERVISE],
  ['what ends for ever is started for ever', SUPERVISE, 'PAUSES_MS[failures++]', 'PAUSES_MS[failures++ % 6]', BY_SUPERVISE],
  ['what recovered counts as failing', SUPERVISE, 'if (now() - startedAt >= STEADY_MS) failures = 0;', '', BY_SUPERVISE],
  ['what is told to end is started again', SUPERVISE, 'if (signal.aborted) return;', '', BY_SUPERVISE],
  ['a lost reader ends the service', 'src/output.ts', "stream.on('error', () => (reader.gone = true));", '', BY_OUTPUT],
  ['a reader that stops fills the memory', 'src/output.ts', 'if (stream.writableLength > MAX_WAITING_BYTES) return;', '', BY_OUTPUT],
  [
    'the secret stays open to others',
    'src/config/data-dir.ts',
    'OURS.test(entry.name)',
    'entry.name.length === 0',
    ['test/config/web-secret.test.ts'],
  ],
  [
    'a phone that is no text is refused at the door',
    'src/flatchr/values.ts',
    "if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;",
    "if (typeof value === 'number') throw new TypeError('no text');",
    BY_DOOR,
  ],
  [
    'only a boolean is a flag',
    'src/flatchr/values.ts',
    "const text = textOf(value)?.trim().toLowerCase() ?? '';",
    "const text = '';",
    BY_DOOR,
  ],
  [
    'an id that lost digits is taken',
    'src/flatchr/values.ts',
    'return Number.isSafeInteger(id) ? String(id) : undefined;',
    'return String(id);',
    BY_DOOR,
  ],
  [
    'one row that cannot be read fails the answer',
    'src/flatchr/flatchr-client.ts',
    'if (rows.length > 0 && readable.length === 0)',
    'if (readable.length < rows.length)',
    ['test/flatchr/flatchr-client.test.ts'],
  ],
  [
    'an answer without a readable row is empty',
    'src/flatchr/flatchr-client.ts',
    'if (rows.length > 0 && readable.length === 0)',
    'if (rows.length < 0)',
    ['test/flatchr/flatchr-client.test.ts'],
  ],
  ['a renamed column is no hired column any more', 'src/flatchr/hired-column.ts', '[...configured, ...known]', '[...configured]', BY_DOOR],
  [
    'ids of a name that is no longer configured still count',
    'src/flatchr/known-columns.ts',
    'return hiredColumns.flatMap((name) =>',
    'return Object.keys(columns).concat(hiredColumns.slice(0, 0)).flatMap((name) =>',
    BY_DOOR,
  ],
  ['a missed hire is told to nobody', 'src/web/webhook.ts', 'if (reading.missed) await miss(request, reading.missed);', '', BY_DOOR],
  [
    'a refused body is not kept',
    'src/web/webhook.ts',
    'return await refused.keep({ connection, reason, why, body });',
    'return void [reason, why, body];',
    BY_DOOR,
  ],
  ['a refused body is kept as it came', 'src/web/webhook.ts', 'strippedBody(request.body)', '(void strippedBody, request.body)', BY_DOOR],
  ['the recruiter is kept', 'src/flatchr/stripped-body.ts', '!NEVER.test(key)', "key !== ''", BY_DOOR],
  ['a trickled body is never cut', 'src/web/app.ts', '    http: times,', '', ['test/web/webhook.test.ts']],
  [
    'ready without a write',
    READINESS,
    'await this.#client.workflow.start(',
    'await (async (..._: unknown[]) => ({ workflowId: "", firstExecutionRunId: "" }))(',
    BY_READINESS,
  ],
  ['a worker is given probes of readiness', READINESS, 'taskQueue: TASK_QUEUE', 'taskQueue: this.#taskQueue', BY_READINESS],
  ['ready without a worker', READINESS, 'return pollers.length > 0;', 'return pollers.length >= 0;', BY_READINESS],
  ['probes of readiness fill the store', READINESS, 'if (before) await', 'if (!before) return true; else if (!runId) await', BY_READINESS],
  ['ready without a data base', 'src/web/health.ts', 'if (!stored())', 'if (stored() === undefined)', ['test/web/health.test.ts']],
  [
    'a trial is sent again after an unknown outcome',
    CREATE_TRIAL,
    'postedAt === undefined ? await send(trial)',
    'postedAt !== 0 ? await send(trial)',
    BY_TRIAL,
  ],
  ['a trial keeps no intent', CREATE_TRIAL, '() => intents.write({ postedAt: now(), leftOut })', 'async () => undefined', BY_TRIAL],
  [
    'a refused trial is not looked for',
    CREATE_TRIAL,
    'if (own) return await found({ id: own.id, login: own.login }, trial, leftOut, undefined);\n    await',
    'void own;\n    await',
    BY_TRIAL,
  ],
  [
    'a trial goes to a production account',
    'src/config/lucca-host.ts',
    '/\\.ilucca\\.(?:net|ch)$/',
    '/\\.ilucca\\.org$/',
    ['test/activities/trial/prepare-trial.test.ts'],
  ],
  ['what fails is told at each start', REPORT, 'if (ids.join() === told.join()) return;', '', BY_DOCTOR],
  [
    'that it is over is told though nobody was told of it',
    REPORT,
    'if (ids.length === 0 && pending) return void',
    'if (ids.length < 0) return void',
    BY_DOCTOR,
  ],
  ['a mail server that fails is news for a mail', REPORT, "id !== 'smtp'", "id !== 'chat'", BY_DOCTOR],
  [
    'what fails is not looked at again',
    'src/client/watch-findings.ts',
    'now() - Date.parse(findings.at) >= AGAIN_AFTER_MS',
    'now() < AGAIN_AFTER_MS',
    BY_DOCTOR,
  ],
  [
    'strangers read what the doctor found',
    'src/web/health.ts',
    '.map(({ id }) => id)',
    '.map(({ id, summary }) => id + summary)',
    ['test/web/health.test.ts'],
  ],
  [
    'a cookie that is not Secure is none of the doctor’s business',
    PUBLIC_URL,
    '!/;\\s*secure/i.test(cookie)',
    'cookie === ""',
    BY_PUBLIC_URL,
  ],
  [
    'a proxy is believed whom nobody trusts',
    'src/web/health.ts',
    'believed: Math.max(0, ips.length - 1)',
    'believed: proxies',
    BY_PUBLIC_URL,
  ],
  [
    'a page in the place of Lucca is Lucca',
    LUCCA_DOCTOR,
    'if (first && !understood)',
    'if (first?.status === undefined && !understood)',
    BY_SET_UPS,
  ],
  [
    'a key that may look nobody up has every right',
    LUCCA_DOCTOR,
    'if (people instanceof LuccaError) return fail(',
    'if (people === 0) return fail(',
    BY_SET_UPS,
  ],
  [
    'a webhook of a chat that was withdrawn is well',
    'src/doctor/chat.ts',
    'answer === 404 || answer === 410',
    'answer === 404',
    BY_SET_UPS,
  ],
  [
    'a Lucca that reads lists literally gets lists',
    'src/lucca/pace/list-filters.ts',
    '(await this.answer(filter)) ?? false',
    '(await this.answer(filter)) !== null',
    ['test/activities/gateway/literal-filters.test.ts'],
  ],
  ['an address for Flatchr that is lost goes unnoticed', PUBLIC_URL, 'if (lost) return lost;', 'void lost;', BY_PUBLIC_URL],
  [
    'a connection that only previews may write',
    'src/activities/gateway/open-gateway.ts',
    "mode === 'preview' ? undefined : writer",
    'mode ? writer : undefined',
    BY_PREVIEWS,
  ],
  [
    'a preview leaves out when the contract ends',
    'src/lucca/requests.ts',
    'draft.contractType.value, draft.contractEnd?.value',
    'draft.contractType.value',
    BY_PREVIEWS,
  ],
  ['something else that answers 200 is ours', PUBLIC_URL, '!body.startsWith(', 'body.endsWith(', BY_PUBLIC_URL],
  ['a trace tells keys of a map', SHAPE, 'const name = isMap ? ANY_KEY : key;', 'const name = isMap ? key : key;', BY_SHAPE],
  ['a trace tells keys that are values', 'src/trace/trace.ts', 'this.#learn(json);', '', BY_SHAPE],
  ['a trace tells what a path holds', 'src/trace/trace.ts', "WORDS.has(part) ? part : '{id}'", 'WORDS.has(part) ? part : part', BY_SHAPE],
  ['a trace tells what is looked for', 'src/trace/trace.ts', "return count === 1 ? 'one value'", 'return count > 0 ? value', BY_SHAPE],
  ['a trace tells texts', SHAPE, "return 'letters and digits';", 'return text;', BY_SHAPE],
  [
    'a shaped sandbox keeps fields that the account lacks',
    'sandbox/fitting.ts',
    'return Object.fromEntries(entries);',
    'return { ...value, ...Object.fromEntries(entries) };',
    BY_TRACE,
  ],
  [
    'a shaped sandbox keeps its types',
    'sandbox/fitting.ts',
    'return converted(value, first, shape);',
    'return converted, value;',
    BY_TRACE,
  ],
  [
    'a hire does not give way to the one that carries its application',
    'src/activities/hire/validate-hire.ts',
    "return { kind: 'repeat', of };",
    'return undefined;',
    TWO_IDS,
  ],
  [
    'an application can be claimed twice',
    'src/client/applications.ts',
    "workflowIdReusePolicy: 'REJECT_DUPLICATE'",
    "workflowIdReusePolicy: 'ALLOW_DUPLICATE'",
    TWO_IDS,
  ],
  [
    'a hire that may have made an employee gives way',
    'src/activities/hire/validate-hire.ts',
    'mayExist ? undefined : await',
    'await',
    BY_VALIDATE,
  ],
  [
    'another application of the same person is taken for the one that is known by its id',
    FIND,
    'isEncodedId(hire.applicant) ? row.applicant === hire.applicant : ',
    '',
    BY_VALIDATE,
  ],
  [
    'a comparison forgets what was claimed by others',
    'src/activities/reconcile/start-missing.ts',
    '!== hireId(hire)) continue;',
    "=== '') continue;",
    BY_RECONCILE,
  ],
  ["a comparison starts last year's hires", 'src/activities/reconcile/find-missing.ts', 'changedOn >= since', 'true', BY_RECONCILE],
  ['a comparison has no overlap', 'src/activities/reconcile/plan-reconciliation.ts', '-OVERLAP_DAYS', '1', BY_RECONCILE],
  ['a comparison ends with today', 'src/activities/reconcile/plan-reconciliation.ts', 'to: addDays(upTo, 1)', 'to: upTo', BY_RECONCILE],
  ['a comparison does not know hires without the id', 'src/client/known-applicants.ts', '!orders.some(', '![].some(', BY_RECONCILE],
  ['a comparison believes lists alone', 'src/client/known-applicants.ts', 'holders[at] === undefined', 'true', BY_RECONCILE],
  [
    'an address alone is a hire that is known',
    'src/activities/reconcile/same-application.ts',
    '|| !isNamed(row, namesOf(candidate))',
    '',
    BY_RECONCILE,
  ],
  ['who has left counts as in Lucca', 'src/activities/reconcile/seek-in-lucca.ts', 'works(user) &&', '', BY_RECONCILE],
  [
    'an answer that is cut off is taken for the whole',
    'src/flatchr/hired-since.ts',
    'if (full && days.from < days.to)',
    'if (false)',
    BY_HIRED,
  ],
  ['a day is lost between two halves', 'src/hire/days.ts', 'from: addDays(middle, 1)', 'from: addDays(middle, 2)', BY_HIRED],
  [
    'anybody starts a comparison',
    'src/web/pages/comparison-page.tsx',
    "connections.find(({ id }) => id === request.query.id);\n    if (!connection) return noStore(reply).redirect('./', 303);\n    if",
    "connections[0];\n    if (!connection) return noStore(reply).redirect('./', 303);\n    if",
    BY_COMPARISON,
  ],
  ['a memo of a few words stays in clear', CODEC, 'isNothing(payload)', 'isNothing(payload) || payload.data.length < 60', BY_STORED],
  [
    'current details stay in clear',
    CODEC,
    'isNothing(payload)',
    "isNothing(payload) || Buffer.from(payload.data ?? []).includes('currentDetails')",
    BY_STORED,
  ],
  [
    'failures stay in clear',
    'src/encryption/failure-converter.ts',
    'encodeCommonAttributes: true',
    'encodeCommonAttributes: false',
    BY_STORED,
  ],
  ['a key that was replaced is forgotten', CODEC, 'new Map(trees.map(', 'new Map(trees.slice(0, 1).map(', BY_CODEC],
  ['the last key encrypts', CODEC, 'const [first] = trees;', 'const first = trees.at(-1);', BY_CODEC],
  ['a puncture keeps the leaf', KEY_TREE, 'nodes.delete(above.path);', '', BY_KEY_TREE],
  ['a puncture loses a neighbour', KEY_TREE, 'at < DEPTH; at++) {', 'at < DEPTH - 1; at++) {', BY_KEY_TREE],
  ['a child tells nothing of its bit', KEY_TREE, 'update(bit)', "update('')", BY_KEY_TREE],
  [
    'a scope that was erased is written with the key that is gone',
    KEY_TREE,
    'if (derive(digest)) return digest;',
    'return digest;',
    BY_KEY_TREE,
  ],
  ['a process goes on with the key that it read', 'src/encryption/watched-key.ts', 'tree = read;', '', BY_KEY_TREE],
  ['what a hire has started is erased by another key', 'src/encryption/scope.ts', '(?:^|\\/)hire', '^hire', BY_KEY_TREE],
  ['an open hire is erased', ERASURE, "last?.status.name === 'RUNNING'", 'false', BY_ERASURE],
  ['an erasure deletes and leaves the key', ERASURE, 'punctureKeys(keys, [...scopes])', 'punctureKeys(keys, [])', BY_ERASURE],
  ['erased is said before it is', ERASURE, 'left = executions;', 'left = [];', BY_ERASURE],
  ['a refused body of the person stays', ERASURE, '[...own, ...told]', 'own', BY_ERASURE],
  [
    'who was erased is hired again by a webhook',
    'src/client/drags.ts',
    '(await tombstoneOf(hires.client, order)) !== undefined) return',
    'false) return',
    BY_ERASURE,
  ],
  [
    'what was changed on the way is taken',
    CODEC,
    'decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()',
    'decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES))',
    BY_CODEC,
  ],
  ['what is not encrypted is refused', CODEC, 'isEncrypted(payload) ? decode', 'payload ? decode', BY_CODEC],
  ['a key is made in production', KEYS, 'configured.length === 0 && !production', 'configured.length === 0', BY_KEYS],
  ['a key is made by who only asks', KEYS, 'make && configured', 'configured', BY_KEYS],
  [
    'a key that was made is forgotten once others are configured',
    KEYS,
    'secret === undefined ? configured',
    'configured.length > 0 ? configured',
    BY_KEYS,
  ],
  [
    'a cluster goes without a key',
    'src/config/cross-field.ts',
    'undefined && keysOf.length === 0',
    'undefined && keysOf.length < 0',
    ['test/config/load.test.ts'],
  ],
  ['every reader may decode', 'src/web/codec.ts', 'reader?.operator ? {', 'reader ? {', BY_SERVER],
  ['what is not written down is decoded', 'src/web/codec.ts', 'if (!audit.write(', 'if (audit.write(', BY_SERVER],
  ['names stand in the audit trail', AUDIT_LOG, '{ digest: digestOf(name) }', '{ digest: name }', BY_AUDIT],
  [
    'a chain begins anew with each file',
    AUDIT_LOG,
    'seal({ audit, n, ...entry, prev: head.hash })',
    'seal({ audit, n, ...entry, prev: BEGINNING })',
    BY_AUDIT,
  ],
  ['no file names the ends of other chains', AUDIT_LOG, 'one.audit !== audit', 'one.audit === audit', BY_AUDIT],
  ['what was cut is not missed', 'src/audit/trail.ts', 'if (!there.has(hash)) faults', 'if (false) faults', BY_AUDIT],
  ['lines that are gone are not missed', 'src/audit/trail.ts', 'entry.n !== n + 1 || entry.prev !== hash', 'entry.n < n', BY_AUDIT],
  [
    'a changed line counts as intact',
    'src/audit/entry.ts',
    'hash !== undefined && hash === sha256',
    'hash !== undefined || hash === sha256',
    BY_AUDIT,
  ],
  ['after a line that could not be written its file goes on', AUDIT_LOG, '        file = undefined;', '', BY_AUDIT],
  ['values stand in the audit trail', 'src/audit/deed-of.ts', '...(fields && { fields })', '...correction', BY_AUDIT],
  [
    'any page may have payloads decoded',
    'src/web/codec.ts',
    'request.headers.origin !== undefined && request.headers.origin !== origin',
    'request.headers.origin === origin && !origin',
    BY_SERVER,
  ],
  ['any link lets decode', 'src/links.ts', 'return meant === use &&', 'return', BY_SERVER],
  [
    'a reader of one connection is an operator of all',
    'src/web/signed-in.ts',
    'own.length === connections.length',
    'own.length > 0',
    BY_SERVER,
  ],
  ['a link to sign in is a session', 'src/web/signed-in.ts', "'session')", "'enter')", BY_SERVER],
];

ensureInstalled();
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length) ?? '';
const chosen = MUTANTS.filter(([what, file]) => `${what} ${file}`.includes(only));
const gone = chosen.filter(([, file, from]) => !readFileSync(join(root, file), 'utf8').includes(from));
for (const [what, file] of gone) console.log(`${file} has changed: "${what}" finds nothing to break. Remedy: write it anew.`);
if (gone.length > 0) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'hire-mutants-'));
for (const part of ['src', 'test', 'sandbox', 'scripts', 'package.json', 'tsconfig.json', '.mocharc.json'])
  cpSync(join(root, part), join(folder, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

/** What a test file says before anything is broken: one that is red by itself kills nothing. */
const unbroken = new Map();
const counts = { killed: 0, SURVIVED: 0, unproven: 0 };
for (const [what, file, from, to, tests] of chosen) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const all = tests.join(' ');
  if (!unbroken.has(all)) unbroken.set(all, firstRed(tests) && firstRed(tests)); // a busy machine gets another try
  writeFileSync(path, text.replace(from, to));
  const red = firstRed(tests);
  writeFileSync(path, text);
  const verdict = red === undefined ? 'SURVIVED' : unbroken.get(all) === undefined ? 'killed' : 'unproven';
  counts[verdict]++;
  console.log(`${verdict.padEnd(8)} ${what}: ${red ?? 'all green'}`);
}
rmSync(folder, { recursive: true });
console.log(`${counts.killed} of ${chosen.length} mutants killed`);
if (counts.killed < chosen.length) process.exitCode = 1;

/** What the first test that fails says; undefined when all pass. */
function firstRed(tests) {
  const args = ['--import', 'tsx', join('node_modules', 'mocha', 'bin', 'mocha.js'), '--bail', '--timeout', '120000', ...tests];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 600_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return undefined;
  if (status === null) return 'it does not end';
  const [said = stderr] = /(?<=\n  1\) ).*?(?=\n +at |$)/s.exec(stdout) ?? [];
  return said.replaceAll(/\s+/g, ' ').slice(0, 300);
}
