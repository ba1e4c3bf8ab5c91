import type { HireSummary } from '../../client.js';
import { oneLine } from '../../words/one-line.js';
import { issueText } from '../../words/problem-blocks.js';
import { Fault, InputRow } from './forms.js';
import type { Group } from './groups.js';
import type { Input, Typed } from './inputs.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';

interface BulkPageProps {
  readonly speech: Speech;
  readonly group: Group & { readonly input: Input };
  /** What was sent and could not be taken. */
  readonly sent?: { readonly typed: Typed; readonly chosen: readonly HireSummary[] } | undefined;
  /** What is wrong with it: with the value, or with the hires that were ticked. */
  readonly errors?: { readonly value?: string | undefined; readonly hires?: string | undefined };
}

/** One answer for all hires that wait for the same. */
export function bulkPage({ speech, group, sent, errors }: BulkPageProps): string {
  const { page, words } = speech;
  const title = page.list.answerAll;
  const chosen = sent?.chosen ?? group.hires;
  return htmlPage({
    speech,
    title,
    children: (
      <>
        <h1>{title}</h1>
        {errors && (
          <p class="errors" role="alert">
            {page.errors.summary}
          </p>
        )}
        <p class="loud">{issueText(group.input.issue ?? group.issue, words)}</p>
        <form method="post">
          <InputRow input={group.input} speech={speech} typed={sent?.typed[group.field]} error={errors?.value} />
          <fieldset aria-describedby={errors?.hires && 'hires-error'}>
            <legend>{page.list.whichHires}</legend>
            {group.hires.map((hire) => (
              <label class="check">
                <input type="checkbox" name="hire" value={hire.id} checked={chosen.includes(hire)} />
                <span>
                  {oneLine(hire.person, 80)}
                  {hire.vacancy && <span class="soft"> · {oneLine(hire.vacancy, 80)}</span>}
                </span>
              </label>
            ))}
            <Fault id="hires" error={errors?.hires} />
          </fieldset>
          <button>{page.send}</button>
        </form>
        <p>
          <a href={`./?lang=${speech.language}`}>{page.list.back}</a>
        </p>
      </>
    ),
  });
}

interface BulkResultProps {
  readonly speech: Speech;
  readonly answered: number;
  readonly left: readonly HireSummary[];
  /** Lines for the configuration. */
  readonly rule: string;
}

/** What came of it, and how it need not be asked again. */
export function bulkResultPage({ speech, answered, left, rule }: BulkResultProps): string {
  const { list } = speech.page;
  const title = list.answered(answered);
  return htmlPage({
    speech,
    title,
    children: (
      <>
        <h1>{title}</h1>
        {left.length > 0 && (
          <>
            <p>{list.left}</p>
            <ul>
              {left.map(({ person }) => (
                <li>{oneLine(person, 80)}</li>
              ))}
            </ul>
          </>
        )}
        <p>{list.rule}</p>
        <pre>{rule}</pre>
        <p>
          <a href={`./?lang=${speech.language}`}>{list.back}</a>
        </p>
      </>
    ),
  });
}
