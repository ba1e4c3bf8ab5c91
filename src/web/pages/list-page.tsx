import { oneLine } from '../../words/one-line.js';
import { problemClause, sentence } from '../../words/problem-blocks.js';
import type { HireSummary, HoldUp, Pause } from '../../client.js';
import type { Group } from './groups.js';
import { MAX_LENGTH } from '../../hire/draft.js';
import { heldUp } from './held-up.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';
import type { View } from './texts/texts.js';

/** A hire with its page. */
export interface ListedHire extends HireSummary {
  readonly url: string;
  /** Known of the first ones under way. */
  readonly heldUpBy: readonly HoldUp[];
  /** In the time zone of its connection. */
  readonly speech: Speech;
}

export interface ListPageProps {
  readonly speech: Speech;
  readonly view: View;
  readonly search: string;
  readonly listed: readonly ListedHire[];
  /** Of those that fit the search. */
  readonly total: number;
  readonly groups: readonly Group[];
  /** Hired in Flatchr and not here yet, of each connection; undefined: it was never compared. */
  readonly missing: readonly { readonly connection: string; readonly count: number | undefined }[];
  /** The reader's connections that are paused, each in the time zone of its own. */
  readonly paused: readonly { readonly pause: Pause; readonly speech: Speech }[];
  /** How many pages are shown. */
  readonly pages: number;
}

/** All hires of a reader, by how far they are. */
export function listPage(props: ListPageProps): string {
  const { list } = props.speech.page;
  return htmlPage({ speech: props.speech, title: `${list.title} – ${list.views[props.view]}`, children: <List {...props} /> });
}

function List({ speech, view, search, listed, total, groups, missing, paused, pages }: ListPageProps) {
  const { list } = speech.page;
  const address = (view: View, page = 1) =>
    `?${new URLSearchParams({ show: view, ...(search && { q: search }), ...(page > 1 && { page: String(page) }), lang: speech.language }).toString()}`;
  return (
    <>
      <h1>{list.title}</h1>
      <nav class="views" aria-label={list.title}>
        {(['waiting', 'under-way', 'ended'] as const).map((one) => (
          <a href={address(one)} aria-current={one === view ? 'page' : undefined}>
            {list.views[one]}
            {one === view && ` (${total})`}
          </a>
        ))}
        {missing.map(({ connection, count }) => (
          <a href={`connection?${new URLSearchParams({ id: connection, lang: speech.language }).toString()}`}>
            {speech.page.comparison.missing}
            {missing.length > 1 && `, ${connection}`}
            {` (${count ?? '–'})`}
          </a>
        ))}
      </nav>
      {paused.map(({ pause: { connection, by, since }, speech: { words } }) => (
        <p class="loud" role="status">
          {list.paused(connection, words.instant(since), oneLine(by, 80))}
        </p>
      ))}
      <form method="get" class="search" role="search">
        <input type="hidden" name="show" value={view} />
        <input type="hidden" name="lang" value={speech.language} />
        <div>
          <label for="q">{list.search}</label>
          <input id="q" name="q" type="search" value={search} maxLength={100} />
        </div>
        <button class="quiet">{list.find}</button>
      </form>
      {groups.map((group) => (
        <p class="loud">
          {list.group(group.hires.length, clauseOf(group, speech))}{' '}
          <a href={`group?${new URLSearchParams({ key: group.key, lang: speech.language }).toString()}`}>{list.answerAll}</a>
        </p>
      ))}
      {total === 0 && <p role="status">{search ? list.notFound(oneLine(search, 100)) : list.none}</p>}
      <ul class="hires">
        {listed.map((hire) => (
          <li>
            <a href={`${hire.url}?lang=${speech.language}`}>{oneLine(hire.person, 80) || oneLine(hire.id, 80)}</a>
            {hire.vacancy && <span class="soft"> · {oneLine(hire.vacancy, 80)}</span>}
            <About hire={hire} />
          </li>
        ))}
      </ul>
      {total > listed.length && (
        <p>
          <a href={address(view, pages + 1)}>{list.more}</a>
        </p>
      )}
      <form method="post" action="sign-out">
        <button class="quiet">{list.signOut}</button>
      </form>
    </>
  );
}

/** What it waits for, or what became of it; then since when, and what its first day means for that. */
function About({ hire }: { readonly hire: ListedHire }) {
  const { status, problem, waitingSince, closedAt, startDate, mail, heldUpBy, speech } = hire;
  const { page, words } = speech;
  const waits = status === 'awaiting-correction';
  const what = waits && problem ? sentence(problemClause(problem, words), words.texts.locale) : page.list.statuses[status];
  const more = [
    waits ? waitingSince && page.list.since(words.instant(waitingSince)) : closedAt && words.instant(closedAt),
    startDate && page.list.starts(words.date(startDate)),
    mail && page.list.mail[mail],
  ];
  return (
    <>
      <br />
      {what}
      <br />
      {heldUp(heldUpBy, speech).map((text) => (
        <>
          {text}
          <br />
        </>
      ))}
      <span class="soft small">{more.filter(Boolean).join(' · ')}</span>
    </>
  );
}

/** What a group of hires waits for, in a clause. */
export function clauseOf({ issue }: Pick<Group, 'issue'>, { words }: Speech): string {
  return problemClause({ code: issue.code, issues: [issue] }, words);
}

/** Where one signs in: by an address, or by the link that was mailed to it. */
export function signInPage(speech: Speech, { enter = false, old = false } = {}): string {
  const { signIn } = speech.page;
  const title = old ? signIn.old.title : signIn.title;
  return htmlPage({
    speech,
    title,
    up: enter || old ? '../../' : '../',
    children: enter ? (
      <>
        <h1>{title}</h1>
        <p>{signIn.enter.text}</p>
        <form method="post">
          <button>{signIn.enterButton}</button>
        </form>
      </>
    ) : (
      <>
        <h1>{title}</h1>
        {old && <p>{signIn.old.text}</p>}
        <p>{signIn.lead}</p>
        <form method="post" action={old ? '../sign-in' : 'sign-in'}>
          <div class="field">
            <label for="address">{signIn.address}</label>
            <input id="address" name="address" type="email" autocomplete="email" required maxLength={MAX_LENGTH} />
          </div>
          <button>{signIn.button}</button>
        </form>
      </>
    ),
  });
}
