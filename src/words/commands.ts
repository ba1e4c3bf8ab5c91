import type { Correction, CorrectionKind } from '../hire/correction.js';
import type { Field } from '../hire/draft.js';
import type { Problem } from '../hire/problem.js';
import type { Texts } from './texts/texts.js';

/** What the command lines of an answer are made of. */
export interface Answerable {
  readonly hireId: string;
  readonly problem: Problem;
  /** Fields in question. */
  readonly fields: readonly Field[];
  readonly placeholders: Texts['placeholders'];
}

/** Line for the project's own CLI. The problem's number keeps an old mail from answering a later problem. */
export function cliLine(kind: CorrectionKind, { hireId, problem, fields, placeholders: { value, reason } }: Answerable): string {
  const hire = quoted(hireId);
  switch (kind) {
    case 'fields':
      return `npx hire correct ${hire} ${namesOf(fields)
        .map((field) => `--field ${field}="${value}"`)
        .join(' ')} --problem ${problem.number}`;
    case 'retry':
      return `npx hire retry ${hire} --problem ${problem.number}`;
    case 'use-existing':
      return `npx hire correct ${hire} --use-existing ${problem.existing?.[0]?.id ?? 'ID'} --problem ${problem.number}`;
    case 'create-anyway':
      return `npx hire correct ${hire} --create-anyway --problem ${problem.number}`;
    case 'approve':
      return `npx hire approve ${hire} --problem ${problem.number}`;
    case 'abandon':
      return `npx hire abandon ${hire} --reason "${reason}"`;
  }
}

/** Line that takes a hire up again. */
export function reopenLine(hireId: string): string {
  return `npx hire reopen ${quoted(hireId)}`;
}

/** Line for Temporal's own CLI, which says the same by signal. */
export function signalLine(kind: CorrectionKind, answerable: Answerable): string {
  const input = JSON.stringify(correction(kind, answerable));
  return `temporal workflow signal --workflow-id ${quoted(answerable.hireId)} --name correction --input ${quoted(input)}`;
}

function correction(kind: CorrectionKind, { problem, fields, placeholders: { you, value, reason } }: Answerable): Correction {
  const by = { by: you, problem: problem.number };
  switch (kind) {
    case 'fields':
      return { kind, ...by, fields: Object.fromEntries(namesOf(fields).map((field) => [field, value])) };
    case 'use-existing':
      return { kind, ...by, employeeId: problem.existing?.[0]?.id ?? 0 };
    case 'abandon':
      return { kind, ...by, reason };
    case 'retry':
    case 'create-anyway':
    case 'approve':
      return { kind, ...by };
  }
}

function namesOf(fields: readonly Field[]): readonly string[] {
  return fields.length > 0 ? fields : ['FIELD'];
}

/** One word for a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
