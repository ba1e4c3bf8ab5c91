import type { Connection } from '../../config/schema.js';
import { choicePath } from '../../hire/choice-path.js';
import { contractTypeChoices } from '../../hire/contract-types.js';
import type { Correction, Fields } from '../../hire/correction.js';
import { FIELDS, type EmployeeDraft, type Field } from '../../hire/draft.js';
import { fieldOf, type Choice, type Issue, type Problem } from '../../hire/problem.js';

/** An input of the form: a field of the employee draft. */
export interface Input {
  readonly field: Field;
  /** Why it is asked for; absent: it may be corrected too. */
  readonly issue?: Issue | undefined;
  /** What stands in it at first, as it is typed. */
  readonly initial: string;
  /** What there is to choose from. An id is chosen, a name is read. */
  readonly options: readonly Option[];
}

interface Option {
  readonly id: number;
  /** With the names of what is above it: `Sales › North`. */
  readonly path: string;
}

/** What a person typed, field by field. */
export type Typed = Partial<Readonly<Record<Field, string>>>;

/** More are no help in a list to scroll through: they are searched by typing. */
export const LONGEST_LIST = 30;

/** The inputs for a problem: the fields in question first. */
export function inputsOf(
  { issues }: Pick<Problem, 'issues'>,
  draft: Partial<EmployeeDraft>,
  contractTypes: Connection['contractTypes'],
): Input[] {
  const inputs = FIELDS.map((field) => {
    const issue = issues.find((issue) => fieldOf(issue) === field);
    const choices = issue?.choices ?? (field === 'contractType' ? contractTypeChoices(contractTypes) : []);
    return { field, issue, options: optionsOf(choices), initial: initialOf(field, issue, draft, choices.length > 0) };
  });
  return [...inputs.filter(({ issue }) => issue), ...inputs.filter(({ issue }) => !issue)];
}

/** The values that were given. Outside the question, only changed ones count. */
export function fieldsOf(inputs: readonly Input[], typed: Typed): Fields {
  const given = inputs.flatMap((input) => {
    const text = typed[input.field]?.trim() ?? '';
    const counts = text !== '' && (input.issue !== undefined || text !== input.initial);
    return counts ? [[input.field, valueOf(input, text)] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The questions that were left open. */
export function unanswered(inputs: readonly Input[], fields: Fields): Field[] {
  return inputs.filter(({ issue, field }) => issue && fields[field] === undefined).map(({ field }) => field);
}

/** Reads what a browser sends for a form; whatever else was sent is left aside. */
export function typedOf(body: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(FIELDS.flatMap((field) => (typeof body[field] === 'string' ? [[field, body[field]]] : [])));
}

/** The answers that need no fields, by the name of their button. */
export function decisionOf(body: Readonly<Record<string, unknown>>): Unsigned | undefined {
  const { kind, employeeId, reason } = body;
  switch (kind) {
    case 'retry':
    case 'create-anyway':
    case 'approve':
      return { kind };
    case 'use-existing':
      return { kind, employeeId: Number(employeeId) };
    case 'abandon':
      return { kind, reason: typeof reason === 'string' ? reason.trim() : '' };
    default:
      return undefined;
  }
}

type Without<T> = T extends unknown ? Omit<T, 'by' | 'problem'> : never;
/** A correction before it is known who sends it. */
export type Unsigned = Without<Correction>;

function valueOf({ options }: Input, text: string): string | number {
  const chosen = options.find(({ id, path }) => path === text || String(id) === text);
  return chosen?.id ?? text;
}

function initialOf(field: Field, issue: Issue | undefined, draft: Partial<EmployeeDraft>, chosen: boolean): string {
  const value = draft[field];
  if (issue) return chosen ? '' : (issue.suggestion ?? issue.given ?? String(value?.value ?? ''));
  if (!value) return '';
  return chosen || !value.label ? String(value.value) : value.label;
}

function optionsOf(choices: readonly Choice[]): Option[] {
  const byId = new Map(choices.map((choice) => [choice.id, choice]));
  const options = choices.map((choice) => ({ id: choice.id, path: choicePath(choice, byId) }));
  const twice = (path: string) => options.filter((other) => other.path === path).length > 1;
  return options
    .map(({ id, path }) => ({ id, path: twice(path) ? `${path} (${id})` : path }))
    .toSorted((one, other) => one.path.localeCompare(other.path));
}
