import type { ComponentChildren } from 'preact';
import { canBeginAnew } from '../../hire/order.js';
import type { HoldUp } from '../../client.js';
import { oneLine } from '../../words/one-line.js';
import { changesInLucca } from '../../words/words.js';
import type { HireState } from '../../workflows/hire/messages.js';
import { AbandonForm, Decision } from './forms.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';
import { Requests } from './requests.js';
import { heldUp } from './held-up.js';
import { Story } from './story.js';
import { WebLink } from './web-link.js';

/** How soon the page looks again, in seconds. */
const LOOK_AGAIN = 2;
/** The answer of a button that is no correction. */
export const REOPEN = 'reopen';

export interface OutcomePageProps {
  readonly speech: Speech;
  readonly state: HireState;
  /** Number of the problem that the reader answered. */
  readonly answered: number;
  /** What the hire waits out. */
  readonly heldUpBy: readonly HoldUp[];
  /** The reader may try again, abandon, or take up again. */
  readonly mayAct: boolean;
  readonly more?: ComponentChildren;
}

/** What became of a hire that asks nothing now; it updates by itself while the hire is under way. */
export function outcomePage(props: OutcomePageProps): string {
  const { speech, state, answered } = props;
  const { page, words } = speech;
  const answer = state.corrections.find(({ problem }) => problem === answered);
  const underWay = state.status === 'in-progress';
  const message = underWay && !answer ? page.underWay : page.outcomes[state.status];
  const text = underWay && state.employee ? page.filed : message.text;
  const canReopen = props.mayAct && state.status !== 'previewed' && canBeginAnew(state.status);
  return htmlPage({
    speech,
    title: message.title,
    refresh: underWay ? LOOK_AGAIN : undefined,
    children: (
      <>
        <h1>{message.title}</h1>
        <p class="soft">{whoOf(state)}</p>
        <p role="status">{canReopen ? page.reopenHere : text}</p>
        {heldUp(props.heldUpBy, speech).map((text) => (
          <p class="loud">{text}</p>
        ))}
        {changesInLucca(state.toChange, words).map((text) => (
          <p class="loud">{text}</p>
        ))}
        {state.employee && (
          <p>
            <WebLink url={state.employee.link} button>
              {words.texts.openFile}
            </WebLink>
          </p>
        )}
        {answer && <p class="soft small">{page.answered(oneLine(answer.correction.by, 80), words.instant(answer.at))}</p>}
        {props.more}
        {props.mayAct && <Actions {...props} />}
        {state.preview && <Requests preview={state.preview} speech={speech} />}
        <h2>{page.story.heading}</h2>
        <Story state={state} speech={speech} />
      </>
    ),
  });
}

function Actions({ speech: { page, language }, state: { status }, heldUpBy }: OutcomePageProps) {
  switch (status) {
    case 'in-progress':
      return (
        <>
          {heldUpBy.some(({ system }) => system) && (
            <Decision kind="retry">
              <button>{page.retryNow}</button>
            </Decision>
          )}
          <p>
            <a href={`?abandon=1&lang=${language}`}>{page.abandon.summary}</a>
          </p>
        </>
      );
    case 'previewed':
    case 'abandoned':
    case 'expired':
      return (
        <Decision kind={REOPEN}>
          <button>{page.reopen}</button>
        </Decision>
      );
    case 'awaiting-correction':
    case 'created':
    case 'linked':
    case 'repeat':
      return null;
  }
}

/** Where a hire under way is abandoned: a page of its own, which does not load itself again while somebody types. */
export function abandonPage(speech: Speech, state: HireState, error?: string): string {
  const { abandon } = speech.page;
  return htmlPage({
    speech,
    title: abandon.summary,
    children: (
      <>
        <h1>{abandon.summary}</h1>
        <p class="soft">{whoOf(state)}</p>
        <AbandonForm speech={speech} error={error} />
        <p>
          <a href={`?lang=${speech.language}`}>{abandon.keep}</a>
        </p>
      </>
    ),
  });
}

function whoOf({ person, vacancy = '' }: HireState): string {
  return [oneLine(person, 80), oneLine(vacancy, 80)].filter(Boolean).join(' · ');
}
