import type { Field } from '../hire/draft.js';
import { fieldOf, type Choice, type ExistingEmployee, type Issue, type Problem, type ProblemCode } from '../hire/problem.js';
import { cliLine, signalLine, type Answerable } from './commands.js';
import type { Block, Row } from './document.js';
import { oneLine } from './one-line.js';
import { requestBlocks } from './preview-blocks.js';
import type { About } from './texts/texts.js';
import type { Words } from './words.js';

/** More are no help in a mail. */
const SHOWN_CHOICES = 10;
const DEFAULTABLE: readonly Field[] = ['establishment', 'department', 'primaryRole', 'contractType'];
/** Problems where it helps to say how a value must look, unless there are some to choose from. */
const NEEDS_FORM: readonly ProblemCode[] = [
  'unusable',
  'unknown',
  'unmapped',
  'contract-rejected',
  'login-unusable',
  'login-exhausted',
  'login-taken',
];

/** The problem in a clause, for subjects. */
export function problemClause(problem: Pick<Problem, 'code' | 'issues'>, words: Words): string {
  const [first, ...others] = problem.issues;
  const what = first ? clauseOf(first, words) : problem.code;
  return others.length > 0 ? `${what} (+ ${others.length})` : what;
}

/** What is missing, what was given, and what Lucca has to choose from. */
export function problemBlocks(problem: Problem, words: Words): Block[] {
  const { headings, openFile } = words.texts;
  const existing = (problem.existing ?? []).slice(0, SHOWN_CHOICES);
  return [
    ...problem.issues.flatMap((issue) => issueBlocks(issue, words)),
    ...(problem.words
      ? ([
          { kind: 'heading', text: headings.words },
          { kind: 'quote', text: oneLine(problem.words, 1000) },
        ] as const)
      : []),
    ...(problem.preview ? requestBlocks(problem.preview, words) : []),
    ...(existing.length > 0
      ? ([
          { kind: 'heading', text: headings.existing },
          { kind: 'table', rows: existing.map((employee) => existingRow(employee, words)) },
        ] as const)
      : []),
    ...existing.map(({ link, ...employee }) => ({ kind: 'link', text: `${openFile} – ${nameOf(employee)}`, url: link }) as const),
  ];
}

/** What can be answered. Without a page for it: the commands, which the admin's operator runs. */
export function answerBlocks(problem: Problem, hireId: string, hasPage: boolean, words: Words): Block[] {
  const { texts } = words;
  const fields = fieldsOf(problem);
  // Somebody may have made the file by hand meanwhile: "try again" on the page finds it, and shows it there.
  const unseen = hasPage && !problem.existing?.length;
  const kinds = [...problem.remedies.filter((kind) => !(unseen && kind === 'use-existing')), 'abandon'] as const;
  const the = words.list(fields.map((field) => texts.fields[field].the));
  const answers: Block[] = [
    { kind: 'heading', text: texts.headings.answers },
    { kind: 'list', items: kinds.map((kind) => texts.answers[kind](problem.code, the)) },
  ];
  if (hasPage) return answers;

  const answerable: Answerable = { hireId: oneLine(hireId), problem, fields, placeholders: texts.placeholders };
  return [
    ...answers,
    { kind: 'paragraph', text: texts.operator.intro },
    { kind: 'heading', text: texts.headings.operator },
    { kind: 'commands', lines: kinds.map((kind) => cliLine(kind, answerable)) },
    { kind: 'paragraph', text: texts.operator.signal },
    { kind: 'commands', lines: kinds.map((kind) => signalLine(kind, answerable)) },
    { kind: 'paragraph', text: texts.operator.ui },
  ];
}

/** Upper-cases the first letter of a clause and ends it. */
export function sentence(clause: string, locale: string): string {
  return `${clause.charAt(0).toLocaleUpperCase(locale)}${clause.slice(1)}.`;
}

/** What is wrong and how a value must look, in sentences. */
export function issueText(issue: Issue, words: Words): string {
  const { texts } = words;
  const about = aboutOf(issue, words);
  const { what, why } = texts.issues[issue.code](about);
  const given = givenOf(issue, words);
  const text = [
    sentence(what, texts.locale),
    why,
    given && !what.includes(given) ? texts.given(given) : '',
    issue.suggestion ? texts.suggested(quotedOf(issue, issue.suggestion, words)) : '',
    about.field && NEEDS_FORM.includes(issue.code) && !issue.choices?.length ? texts.fields[about.field].form : '',
  ];
  return text.filter(Boolean).join(' ');
}

function issueBlocks(issue: Issue, words: Words): Block[] {
  return [{ kind: 'paragraph', text: issueText(issue, words) }, ...choiceBlocks(issue.choices ?? [], aboutOf(issue, words), words)];
}

function choiceBlocks(choices: readonly Choice[], about: About, { texts }: Words): Block[] {
  if (choices.length === 0) return [];
  const names = new Map(choices.map(({ id, name }) => [id, oneLine(name, 80)]));
  const items = choices.slice(0, SHOWN_CHOICES).map(({ id, parent }) => {
    const above = parent === undefined ? undefined : names.get(parent);
    return `${above ? `${above} › ` : ''}${names.get(id) ?? ''} (${texts.id(id)})`;
  });
  const hidden = choices.length - items.length;
  return [
    { kind: 'paragraph', text: texts.offers(about) },
    { kind: 'list', items: hidden > 0 ? [...items, `… ${texts.more(hidden)}`] : items },
  ];
}

function existingRow(employee: ExistingEmployee, words: Words): Row {
  const { texts } = words;
  const { id, email, login, startDate, same } = employee;
  const facts = [
    texts.id(id),
    oneLine(email),
    texts.labelled(texts.fields.login.label, oneLine(login)),
    startDate ? texts.existing.since(words.date(startDate)) : '',
    leavingOf(employee, words),
  ];
  return { label: nameOf(employee), value: facts.filter(Boolean).join(', '), remark: texts.existing.same[same] };
}

/** When an employee leaves, or has left; empty: neither is known. */
export function leavingOf({ endDate, former }: Pick<ExistingEmployee, 'endDate' | 'former'>, words: Words): string {
  const { existing } = words.texts;
  const day = endDate ? words.date(endDate) : '';
  if (former) return existing.former(day);
  return day && existing.until(day);
}

function nameOf({ firstName, lastName }: Pick<ExistingEmployee, 'firstName' | 'lastName'>): string {
  return oneLine(`${firstName} ${lastName}`, 80);
}

function clauseOf(issue: Issue, words: Words): string {
  return words.texts.issues[issue.code](aboutOf(issue, words)).what;
}

function aboutOf(issue: Issue, words: Words): About {
  const { texts } = words;
  const field = fieldOf(issue);
  const { label, the } = field ? texts.fields[field] : texts.aValue;
  const given = givenOf(issue, words);
  return {
    field,
    label,
    the,
    named: given ? `${the} ${given}` : the,
    given,
    isGiven: given !== '',
    defaultable: field !== undefined && DEFAULTABLE.includes(field),
  };
}

function givenOf(issue: Issue, words: Words): string {
  return quotedOf(issue, issue.given ?? '', words);
}

/** A date that can be read as one is shown as people write it. */
function quotedOf({ field }: Issue, value: string, words: Words): string {
  const text = oneLine(field === 'startDate' ? words.date(value) : value, 80);
  return text && words.texts.quoted(text);
}

function fieldsOf({ issues }: Problem): Field[] {
  return [...new Set(issues.flatMap((issue) => fieldOf(issue) ?? []))];
}
