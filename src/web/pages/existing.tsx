import type { Field } from '../../hire/draft.js';
import type { ExistingEmployee } from '../../hire/problem.js';
import { oneLine } from '../../words/one-line.js';
import { leavingOf, sentence } from '../../words/problem-blocks.js';
import type { HireState } from '../../workflows/hire/messages.js';
import { Decision } from './forms.js';
import type { Speech } from './language.js';
import { WebLink } from './web-link.js';

interface ExistingProps {
  readonly employee: ExistingEmployee;
  readonly state: HireState;
  readonly speech: Speech;
  readonly canLink: boolean;
}

/** A record of Lucca's beside the hire. */
export function Existing({ employee, state: { draft }, speech: { page, words }, canLink }: ExistingProps) {
  const { texts } = words;
  const { fields } = texts;
  const name = oneLine(`${employee.firstName} ${employee.lastName}`, 80);
  const rows: readonly (readonly [Field, string])[] = [
    ['firstName', oneLine(employee.firstName)],
    ['lastName', oneLine(employee.lastName)],
    ['email', oneLine(employee.email)],
    ['login', oneLine(employee.login)],
    ['startDate', employee.startDate ? words.date(employee.startDate) : ''],
  ];
  const remarks = [texts.existing.same[employee.same], leavingOf(employee, words)].filter(Boolean).join(', ');
  return (
    <>
      <table class="compare">
        <caption>{page.compare.caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{page.compare.hire}</th>
            <th scope="col">{page.compare.lucca}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([field, theirs]) => {
            const ours = draft[field];
            return (
              <tr>
                <th scope="row">{fields[field].label}</th>
                <td>{ours ? <Narrow text={field === 'startDate' ? words.date(String(ours.value)) : words.value(field, ours)} /> : '–'}</td>
                <td>{theirs ? <Narrow text={theirs} /> : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        {sentence(remarks, texts.locale)} <WebLink url={employee.link}>{texts.openFile}</WebLink>
      </p>
      {canLink && (
        <Decision kind="use-existing">
          <input type="hidden" name="employeeId" value={employee.id} />
          <button>{page.link(name)}</button>
        </Decision>
      )}
    </>
  );
}

/** An address that does not fit into its column breaks behind the @ rather than anywhere. */
function Narrow({ text }: { readonly text: string }) {
  const [first, ...rest] = text.split('@');
  return (
    <>
      {first}
      {rest.map((part) => (
        <>
          @<wbr />
          {part}
        </>
      ))}
    </>
  );
}
