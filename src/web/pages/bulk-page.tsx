import type { HireSummary } from '../../client.js';
import { oneLine } from '../../mail/one-line.js';
import { issueText } from '../../mail/problem-blocks.js';
import { InputRow } from './forms.js';
import type { Group } from './groups.js';
import type { Input } from './inputs.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';

interface BulkPageProps {
  readonly speech: Speech;
  readonly group: Group & { readonly input: Input };
  readonly error?: string | undefined;
  /** Those that were ticked; left out: all. */
  readonly chosen?: readonly HireSummary[] | undefined;
}

/** One answer for all hires that wait for the same. */
export function bulkPage({ speech, group, error, chosen = group.hires }: BulkPageProps): string {
  const { page, words } = speech;
  const title = page.list.answerAll;
  return htmlPage({
    speech,
    title,
    children: (
      <>
        <h1>{title}</h1>
        {error && (
          <p class="errors" role="alert">
            {page.errors.summary}
          </p>
        )}
        <p class="loud">{issueText(group.input.issue ?? group.issue, words)}</p>
        <form method="post">
          <InputRow input={group.input} speech={speech} typed={undefined} error={error} />
          <fieldset>
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
