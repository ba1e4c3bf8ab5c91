import type { FastifyPluginAsync } from 'fastify';
import type { LastReconciliation, Reconciliation } from '../../contracts/reconciliation.js';
import { createSignIn, type SignInOptions } from '../signed-in.js';
import { oneLine } from '../../words/one-line.js';
import type { Comparisons } from './comparisons.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';
import { noStore, show, speechFor, type PageConnection } from './shared.js';

export interface ComparisonPageOptions extends SignInOptions<PageConnection> {
  readonly comparisons: Comparisons;
}

interface Route {
  Querystring: { id?: unknown; lang?: unknown };
}

/** Seconds after which the page looks again while a comparison is under way. */
const LOOK_AGAIN_S = 2;

/** `/hires/connection?id=…`: what the last comparison of a connection with its Flatchr came to, and a button for another, for those who are signed in. */
export const comparisonPage: FastifyPluginAsync<ComparisonPageOptions> = async (app, { comparisons, ...options }) => {
  const { signedIn } = createSignIn(options);

  app.get<Route>('/hires/connection', async (request, reply) => {
    const connection = (await signedIn(request))?.connections.find(({ id }) => id === request.query.id);
    if (!connection) return noStore(reply).redirect('./', 303);
    const [last, running] = await Promise.all([comparisons.last(connection.id), comparisons.isRunning(connection.id)]);
    const details = last && (await comparisons.details(last));
    return show(reply, 200, page({ speech: speechFor(connection, request), connection, last, details, running }));
  });

  app.post<Route>('/hires/connection', async (request, reply) => {
    const connection = (await signedIn(request))?.connections.find(({ id }) => id === request.query.id);
    if (!connection) return noStore(reply).redirect('./', 303);
    if (connection.compared) await comparisons.start(connection.id);
    const { language } = speechFor(connection, request);
    return noStore(reply).redirect(`connection?${new URLSearchParams({ id: connection.id, lang: language }).toString()}`, 303);
  });
};

interface Props {
  readonly speech: Speech;
  readonly connection: PageConnection;
  readonly last: LastReconciliation | undefined;
  readonly details: Reconciliation | undefined;
  readonly running: boolean;
}

function page({ speech, connection, last, details, running }: Props): string {
  const { comparison } = speech.page;
  const title = `${comparison.title}: ${connection.id}`;
  return htmlPage({
    speech,
    title,
    refresh: running ? LOOK_AGAIN_S : undefined,
    query: { id: connection.id },
    children: (
      <>
        <h1>{title}</h1>
        <p>{comparison.lead}</p>
        {!connection.compared && <p class="loud">{comparison.noKey}</p>}
        {running && <p role="status">{comparison.running}</p>}
        {connection.compared && !last && <p>{comparison.never}</p>}
        {last && <Outcome speech={speech} last={last} details={details} />}
        {connection.compared && !running && (
          <form method="post">
            <button>{comparison.button}</button>
          </form>
        )}
        <p>
          <a href={`./?lang=${speech.language}`}>{comparison.back}</a>
        </p>
      </>
    ),
  });
}

function Outcome({ speech, last, details }: Pick<Props, 'speech' | 'details'> & { readonly last: LastReconciliation }) {
  const { comparison } = speech.page;
  const found = details?.found ?? [];
  return (
    <>
      <p>
        {comparison.last(speech.words.instant(last.at))} {comparison.counts(last)}
      </p>
      {last.unread > 0 && <p class="loud">{comparison.unread(last.unread)}</p>}
      {details && details.cutOff.length > 0 && (
        <p class="loud">{comparison.cutOff(details.cutOff.map((day) => speech.words.date(day)).join(', '))}</p>
      )}
      <People speech={speech} heading={comparison.headings.missing} people={found.filter(({ hire }) => hire === undefined)} />
      <People speech={speech} heading={comparison.headings.started} people={found.filter(({ hire }) => hire !== undefined)} />
      {details && details.goneEmployees.length > 0 && (
        <>
          <h2>{comparison.headings.gone}</h2>
          <ul class="hires">
            {details.goneEmployees.map(({ hire, employee }) => (
              <li>
                {hire} · <span class="soft">{comparison.gone(employee)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function People({ speech, heading, people }: { speech: Speech; heading: string; people: Reconciliation['found'] }) {
  if (people.length === 0) return null;
  return (
    <>
      <h2>{heading}</h2>
      <ul class="hires">
        {people.map(({ applicant, person, vacancy, changedOn }) => (
          <li>
            {oneLine(person, 80) || applicant}
            {vacancy && <span class="soft"> · {oneLine(vacancy, 80)}</span>}
            <br />
            <span class="soft small">{changedOn === undefined ? speech.page.comparison.noDay : speech.words.date(changedOn)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
