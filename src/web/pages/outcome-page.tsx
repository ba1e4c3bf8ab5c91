import type { ComponentChildren } from 'preact';
import { oneLine } from '../../mail/one-line.js';
import type { HireState } from '../../workflows/messages.js';
import { WebLink } from './answer-page.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';

/** How soon the page looks again, in seconds. */
const LOOK_AGAIN = 2;

/** What became of a hire whose problem has been answered; it updates by itself while the hire is under way. */
export function outcomePage(speech: Speech, state: HireState, number: number, more?: ComponentChildren): string {
  const { page, words } = speech;
  const { title, text } = page.outcomes[state.status];
  const answer = state.corrections.find(({ problem }) => problem === number);
  return htmlPage({
    speech,
    title,
    refresh: state.status === 'in-progress' ? LOOK_AGAIN : undefined,
    children: (
      <>
        <h1>{title}</h1>
        <p class="soft">{[oneLine(state.person, 80), oneLine(state.vacancy ?? '', 80)].filter(Boolean).join(' · ')}</p>
        <p role="status">{text}</p>
        {state.employee && (
          <p>
            <WebLink url={state.employee.link} button>
              {words.texts.openFile}
            </WebLink>
          </p>
        )}
        {answer && <p class="soft small">{page.answered(oneLine(answer.correction.by, 80), words.instant(answer.at))}</p>}
        {more}
      </>
    ),
  });
}
