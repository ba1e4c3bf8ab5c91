import type { PreviewReport } from '../../contracts/preview.js';
import type { Field } from '../../hire/draft.js';
import type { Problem } from '../../hire/problem.js';
import { oneLine } from '../../words/one-line.js';
import { issueText } from '../../words/problem-blocks.js';
import { changesInLucca, valuesOf } from '../../words/words.js';
import type { HireState } from '../../workflows/hire/messages.js';
import { Existing } from './existing.js';
import { AbandonForm, Decision, InputRow } from './forms.js';
import type { Input, Typed } from './inputs.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';
import { Report, Requests } from './requests.js';
import { Story } from './story.js';
import { WebLink } from './web-link.js';

export interface AnswerPageProps {
  readonly speech: Speech;
  readonly state: HireState;
  readonly problem: Problem;
  readonly inputs: readonly Input[];
  /** What was typed and could not be taken. */
  readonly typed?: Typed | undefined;
  /** What is wrong with it: by field, or for the reason of an abandon, or for the form as a whole. */
  readonly errors?: ReadonlyMap<Field | 'reason' | 'form', string> | undefined;
  /** What would come of what was typed. */
  readonly report?: PreviewReport | undefined;
}

/** Name of the button that asks what would be sent. */
export const PREVIEW = 'preview';

/** The page on which a person answers a problem: the question first, all else folded away. */
export function answerPage(props: AnswerPageProps): string {
  const { speech, state, errors } = props;
  const { words, page } = speech;
  const person = oneLine(state.person, 80) || oneLine(state.vacancy ?? '', 80);
  const title = errors ? `${page.errors.summary} – ${person}` : person;
  return htmlPage({ speech, title, children: <Answer {...props} person={person} since={words.instant(state.waitingSince ?? '')} /> });
}

function Answer({
  speech,
  state,
  problem,
  inputs,
  typed = {},
  errors = new Map(),
  report,
  ...shown
}: AnswerPageProps & { person: string; since: string }) {
  const { page, words } = speech;
  const questions = inputs.filter(({ issue }) => issue);
  const others = inputs.filter(({ issue }) => !issue);
  const can = (kind: string) => problem.remedies.some((remedy) => remedy === kind);
  const inputOf = (input: Input) => (
    <InputRow key={input.field} input={input} speech={speech} typed={typed[input.field]} error={errors.get(input.field)} />
  );
  const sendButton = (
    <p>
      <button>{page.send}</button>{' '}
      {!state.employee && (
        <button class="quiet" name={PREVIEW} value="1" formNoValidate>
          {page.preview.button}
        </button>
      )}
    </p>
  );
  const openOthers =
    others.some(({ field, initial }) => errors.has(field) || (typed[field] ?? initial) !== initial) ||
    errors.has('form') ||
    report !== undefined;
  return (
    <>
      <h1>{shown.person}</h1>
      <p class="soft">{[oneLine(state.vacancy ?? '', 80), page.since(shown.since)].filter(Boolean).join(' · ')}</p>
      {errors.size > 0 && (
        <p class="errors" role="alert">
          {errors.get('form') ?? page.errors.summary}
        </p>
      )}
      {problem.issues.map((issue) => (
        <p class="loud">{issueText(issue, words)}</p>
      ))}
      {problem.words && (
        <>
          <h2>{words.texts.headings.words}</h2>
          <blockquote>{oneLine(problem.words, 1000)}</blockquote>
        </>
      )}
      <p>
        {page.waiting} {state.plan && page.expires(words.dayOf(state.plan.expireAt))}
      </p>

      {changesInLucca(state.toChange, words).map((text) => (
        <p class="loud">{text}</p>
      ))}
      {state.employee && (
        <p>
          <WebLink url={state.employee.link}>{words.texts.openFile}</WebLink>
        </p>
      )}
      {problem.existing?.map((employee) => (
        <Existing employee={employee} state={state} speech={speech} canLink={can('use-existing')} />
      ))}
      {can('approve') && (
        <Decision kind="approve">
          <button>{page.approve}</button>
        </Decision>
      )}
      {problem.preview && !report && <Requests preview={problem.preview} speech={speech} />}
      {report && <Report report={report} speech={speech} />}
      {can('create-anyway') && (
        <Decision kind="create-anyway">
          <button class={can('use-existing') ? 'quiet' : undefined}>{page.createAnyway(problem.code)}</button>
        </Decision>
      )}

      {can('fields') && (
        <form method="post">
          <input type="hidden" name="kind" value="fields" />
          {questions.map(inputOf)}
          {others.length > 0 && (
            <details open={openOthers || (questions.length === 0 && !can('create-anyway') && !can('approve'))}>
              <summary>{page.others}</summary>
              <p class="soft small">{page.othersHint}</p>
              {others.map(inputOf)}
              {questions.length === 0 && sendButton}
            </details>
          )}
          {questions.length > 0 && sendButton}
        </form>
      )}

      <h2>{page.or}</h2>
      {can('retry') && (
        <Decision kind="retry">
          <p>{words.texts.answers.retry(problem.code, '')}</p>
          <button class="quiet">{page.retry}</button>
        </Decision>
      )}
      <details open={errors.has('reason')}>
        <summary>{page.abandon.summary}</summary>
        <AbandonForm speech={speech} error={errors.get('reason')} />
      </details>

      <h2>{words.texts.headings.known}</h2>
      <table>
        <tbody>
          {valuesOf(state.draft).map(({ field, value }) => (
            <tr>
              <th scope="row">{words.texts.fields[field].label}</th>
              <td>
                {words.value(field, value)} <span class="soft small">({words.texts.origins[value.origin]})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>

      <details>
        <summary>{page.story.heading}</summary>
        <Story state={state} speech={speech} />
      </details>
    </>
  );
}
