import type { JSX } from 'preact';
import { MAX_LENGTH, type Field } from '../../hire/draft.js';
import { oneLine } from '../../words/one-line.js';
import { LONGEST_LIST, type Input } from './inputs.js';
import type { Speech } from './language.js';

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
  const hint = searched ? page.search : SELF_EVIDENT.includes(field) || options.length > 0 ? undefined : form;
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

/** A hint would say what everybody knows. */
const SELF_EVIDENT: readonly Field[] = ['firstName', 'lastName', 'startDate'];
const TYPES: Partial<Record<Field, 'date' | 'email' | 'tel'>> = {
  startDate: 'date',
  contractEnd: 'date',
  email: 'email',
  personalEmail: 'email',
  phone: 'tel',
};

/** What is wrong with an input. */
export function Fault({ id, error }: { id: string; error: string | undefined }) {
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
