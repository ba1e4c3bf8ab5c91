import type { JSX } from 'preact';
import type { Field } from '../../hire/draft.js';
import type { ExistingEmployee, Problem } from '../../hire/problem.js';
import { oneLine } from '../../mail/one-line.js';
import { issueText } from '../../mail/problem-blocks.js';
import { changesInLucca, valuesOf } from '../../mail/words.js';
import type { HireState } from '../../workflows/messages.js';
import { LONGEST_LIST, MAX_LENGTH, type Input, type Typed } from './inputs.js';
import type { Speech } from './language.js';
import { htmlPage } from './layout.js';
import { Story } from './story.js';

export interface AnswerPageProps {
  readonly speech: Speech;
  readonly state: HireState;
  readonly problem: Problem;
  readonly inputs: readonly Input[];
  /** What was typed and could not be taken. */
  readonly typed?: Typed | undefined;
  /** What is wrong with it: by field, or for the reason of an abandon, or for the form as a whole. */
  readonly errors?: ReadonlyMap<Field | 'reason' | 'form', string> | undefined;
}

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
      <button>{page.send}</button>
    </p>
  );
  const openOthers = others.some(({ field, initial }) => errors.has(field) || (typed[field] ?? initial) !== initial) || errors.has('form');
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
            <details open={openOthers || (questions.length === 0 && !can('create-anyway'))}>
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

/** Ends the hire, with a reason. */
export function AbandonForm({ speech: { page }, error }: { readonly speech: Speech; readonly error?: string | undefined }) {
  return (
    <Decision kind="abandon">
      <p>{page.abandon.effect}</p>
      <div class="field">
        <label for="reason">{page.abandon.reason}</label>
        <textarea id="reason" name="reason" rows={2} required maxLength={MAX_LENGTH} {...faultOf('reason', error)} />
        <Fault id="reason" error={error} />
      </div>
      <button class="bad">{page.abandon.button}</button>
    </Decision>
  );
}

/** A form of one button, which answers by itself. */
export function Decision({ kind, children }: { kind: string; children: JSX.Element | (JSX.Element | false)[] }) {
  return (
    <form method="post">
      <input type="hidden" name="kind" value={kind} />
      {children}
    </form>
  );
}

interface InputRowProps {
  readonly input: Input;
  readonly speech: Speech;
  readonly typed: string | undefined;
  readonly error: string | undefined;
}

/** An input with its label, its hint and what is wrong with it. */
export function InputRow({ input: { field, issue, initial, options }, speech: { page, words }, typed, error }: InputRowProps) {
  const { label, form } = words.texts.fields[field];
  const value = typed ?? initial;
  const common = { id: field, name: field, ...(issue && { required: true }) };
  const searched = options.length > LONGEST_LIST;
  const hint = searched ? page.search : field === 'startDate' || options.length > 0 ? undefined : form;
  const described = { ...common, ...faultOf(field, error, hint !== undefined) };
  return (
    <div class="field">
      <label for={field}>{label}</label>
      {options.length > 0 && !searched ? (
        <select {...described}>
          <option value="">{page.choose}</option>
          {options.map(({ id, path }) => (
            <option value={id} selected={String(id) === value || path === value}>
              {oneLine(path, 120)}
            </option>
          ))}
        </select>
      ) : (
        <input
          type={TYPES[field] ?? 'text'}
          maxLength={MAX_LENGTH}
          value={value}
          autocomplete="off"
          list={searched ? `${field}-options` : undefined}
          {...described}
        />
      )}
      {searched && (
        <datalist id={`${field}-options`}>
          {options.map(({ path }) => (
            <option value={oneLine(path, 120)} />
          ))}
        </datalist>
      )}
      {hint && (
        <p id={`${field}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <Fault id={field} error={error} />
    </div>
  );
}

const TYPES: Partial<Record<Field, 'date' | 'email' | 'tel'>> = { startDate: 'date', email: 'email', phone: 'tel' };

function Fault({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p id={`${id}-error`} class="error">
      {error}
    </p>
  ) : null;
}

/** Ties an input to the texts that explain it, for screen readers. The first faulty one takes the focus. */
function faultOf(id: string, error: string | undefined, hinted = false) {
  const described = [hinted && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true as const, autofocus: true }) };
}

interface ExistingProps {
  readonly employee: ExistingEmployee;
  readonly state: HireState;
  readonly speech: Speech;
  readonly canLink: boolean;
}

/** A record of Lucca's beside the hire. */
function Existing({ employee, state: { draft }, speech: { page, words }, canLink }: ExistingProps) {
  const { texts } = words;
  const { fields } = texts;
  const name = oneLine(`${employee.firstName} ${employee.lastName}`, 80);
  const rows: readonly (readonly [Field, string])[] = [
    ['firstName', oneLine(employee.firstName)],
    ['lastName', oneLine(employee.lastName)],
    ['email', oneLine(employee.email)],
    ['login', oneLine(employee.login)],
    ['startDate', employee.startDate ? words.weekday(employee.startDate) : ''],
  ];
  const remarks = [
    texts.existing.same[employee.same],
    employee.endDate && texts.existing.until(words.date(employee.endDate)),
    employee.former && texts.existing.former,
  ];
  return (
    <>
      <table>
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
                <td>{ours ? words.value(field, ours) : '–'}</td>
                <td>{theirs || '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        {remarks.filter(Boolean).join(', ')} – <WebLink url={employee.link}>{texts.openFile}</WebLink>
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

/** Lucca's addresses are foreign text: only those of the web become links. */
export function WebLink({ url, children, button = false }: { url: string; children: string; button?: boolean }) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return <>{children}</>;
  return (
    <a href={url} rel="noreferrer" class={button ? 'button' : undefined}>
      {children}
    </a>
  );
}
