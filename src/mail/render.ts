import { asStored, LOUD_FLAGS, type EmployeeDraft } from '../hire/draft.js';
import type { Notice, NoticeSubject } from '../hire/notice.js';
import { sentDraft } from '../hire/preview.js';
import { changeLine, changesToDo } from '../words/change-lines.js';
import { reopenLine } from '../words/commands.js';
import type { Block, Row } from '../words/document.js';
import { oneLine } from '../words/one-line.js';
import { requestBlocks } from '../words/preview-blocks.js';
import { answerBlocks, problemBlocks, problemClause, sentence } from '../words/problem-blocks.js';
import { rendered, type RenderedNotice } from './rendered.js';
import type { Language } from '../words/texts/texts.js';
import { changesInLucca, valuesOf, wordsOf, type Words } from '../words/words.js';

export interface NoticeInput {
  readonly subject: NoticeSubject;
  readonly notice: Notice;
  readonly language: Language;
  /** IANA name, for instants. */
  readonly timeZone: string;
  /** Page where the hire can be answered. Without one the mail holds the commands for the operator. */
  readonly hireUrl?: string | undefined;
  /** What the admins call their Lucca, such as `acme`; left out: the connection's id. */
  readonly luccaAccount?: string | undefined;
}

/** Writes a notice in the language of its readers, as text and as HTML with the same content. */
export function renderNotice(input: NoticeInput): RenderedNotice {
  const words = wordsOf(input.language, input.timeZone);
  const { connection, hireId } = input.subject;
  return rendered({
    language: input.language,
    title: noticeTitle(input),
    blocks: blocksOf(input, words).filter((block) => block.kind !== 'link' || isWebAddress(block.url)),
    footer: words.texts.footer(oneLine(connection), oneLine(hireId)),
  });
}

/** The notice in one line: a mail's subject, and all that a chat is told. Holds personal data. */
export function noticeTitle({ language, timeZone, ...about }: Pick<NoticeInput, 'subject' | 'notice' | 'language' | 'timeZone'>): string {
  return oneLine(subjectOf(about, wordsOf(language, timeZone)));
}

function subjectOf({ subject, notice }: Pick<NoticeInput, 'subject' | 'notice'>, words: Words): string {
  const { subjects } = words.texts;
  const person = personOf(subject);
  switch (notice.kind) {
    case 'created':
    case 'linked':
      return subjects[notice.kind](person);
    case 'problem':
    case 'escalation':
      return subjects[notice.kind](person, problemClause(notice.problem, words));
    case 'last-warning':
      return subjects['last-warning'](person, problemClause(notice.problem, words), words.dayOf(notice.expiresAt));
    case 'abandoned':
      return subjects.abandoned(person, notice.mayExist || notice.employee !== undefined);
    case 'expired':
      return subjects.expired(person, notice.mayExist);
    case 'previewed':
      return subjects.previewed(person);
    case 'changed':
      return subjects.changed(
        person,
        notice.changes.some(({ kind }) => kind === 'left' || kind === 'gone'),
      );
    case 'broken-off':
      return subjects['broken-off'](person);
  }
}

function blocksOf(input: NoticeInput, words: Words): Block[] {
  const { subject, notice } = input;
  const { texts } = words;
  const person = personOf(subject);
  const account = oneLine(input.luccaAccount ?? subject.connection);
  switch (notice.kind) {
    case 'created': {
      const stored = asStored(notice.draft, notice.employee);
      return [
        paragraph(texts.leads.created(person, account)),
        facts(subject, stored, words),
        { kind: 'link', text: texts.openFile, url: notice.employee.link },
        ...changesInLucca(notice.toChange, words).map((text) => ({ kind: 'warning', text }) as const),
        ...leftToDo(stored, words),
        ...values(texts.headings.values, stored, words),
      ];
    }
    case 'linked':
      return [
        paragraph(texts.leads.linked(person, account)),
        facts(subject, {}, words),
        { kind: 'link', text: texts.openFile, url: notice.employee.link },
        { kind: 'heading', text: texts.headings.todo },
        { kind: 'list', items: [texts.todo.checkFile, texts.todo.startOnboarding] },
      ];
    case 'problem':
      return [paragraph(texts.leads.problem(person)), ...waiting(input, notice, words)];
    case 'escalation':
      return [paragraph(texts.leads.escalation(person, words.instant(notice.waitingSince))), ...waiting(input, notice, words)];
    case 'last-warning':
      return [
        { kind: 'warning', text: texts.leads['last-warning'](person, words.instant(notice.expiresAt)) },
        ...waiting(input, notice, words),
      ];
    case 'abandoned':
      return [
        paragraph(texts.leads.abandoned(person, oneLine(notice.by))),
        facts(subject, {}, words, [{ label: texts.labels.reason, value: oneLine(notice.reason, 500) }]),
        ...(notice.employee
          ? [
              paragraph(texts.stillExists(oneLine(notice.employee.login))),
              { kind: 'link', text: texts.openFile, url: notice.employee.link } as const,
            ]
          : [outcome(notice.mayExist, words)]),
        paragraph(texts.reopen),
      ];
    case 'expired':
      return [
        paragraph(texts.leads.expired(person)),
        facts(
          subject,
          {},
          words,
          notice.problem ? [{ label: texts.labels.openProblem, value: sentence(problemClause(notice.problem, words), texts.locale) }] : [],
        ),
        outcome(notice.mayExist, words),
        paragraph(texts.reopen),
      ];
    case 'previewed': {
      const planned = sentDraft(notice.preview);
      const checks = checksOf(planned, words);
      return [
        paragraph(texts.leads.previewed(person, account)),
        facts(subject, planned, words),
        ...(notice.employee ? [{ kind: 'link', text: texts.openFile, url: notice.employee.link } as const] : []),
        ...(notice.mayExist ? [outcome(true, words)] : []),
        ...checks.loud.map((text) => ({ kind: 'warning', text }) as const),
        ...(checks.others.length > 0 ? [{ kind: 'list', items: checks.others } as const] : []),
        ...values(texts.headings.planned, planned, words),
        ...requestBlocks(notice.preview, words),
        paragraph(texts.carryOut),
        { kind: 'commands', lines: [reopenLine(oneLine(subject.hireId))] },
      ];
    }
    case 'changed':
      return [
        paragraph(texts.leads.changed(person, account)),
        facts(subject, {}, words),
        ...notice.changes.map((change) => ({ kind: 'warning', text: changeLine(change, words) }) as const),
        { kind: 'link', text: texts.openFile, url: notice.employee.link },
        { kind: 'heading', text: texts.headings.todo },
        { kind: 'list', items: changesToDo(notice.changes, words) },
      ];
    case 'broken-off':
      return [paragraph(texts.leads['broken-off'](person)), facts(subject, {}, words), outcome(true, words), paragraph(texts.reopen)];
  }
}

type Waiting = Extract<Notice, { kind: 'problem' | 'escalation' | 'last-warning' }>;

function waiting({ subject, hireUrl }: NoticeInput, { problem, draft }: Waiting, words: Words): Block[] {
  return [
    facts(subject, draft, words),
    ...(hireUrl === undefined ? [] : [{ kind: 'link', text: words.texts.answer, url: hireUrl } as const]), // before what may be a long list
    ...problemBlocks(problem, words),
    ...answerBlocks(problem, subject.hireId, hireUrl !== undefined, words),
    ...values(words.texts.headings.known, draft, words),
  ];
}

/** Who, for which job, when and where, as far as known. */
function facts(subject: NoticeSubject, draft: Partial<EmployeeDraft>, words: Words, more: readonly Row[] = []): Block {
  const { labels } = words.texts;
  const { startDate, establishment, department } = draft;
  const where = [establishment && words.value('establishment', establishment), department && words.value('department', department)];
  const rows: readonly Row[] = [
    { label: labels.person, value: personOf(subject) },
    { label: labels.vacancy, value: oneLine(subject.vacancy ?? '') },
    { label: labels.start, value: startDate ? words.value('startDate', startDate) : '' },
    { label: labels.where, value: where.filter(Boolean).join(' – ') },
    ...more,
    { label: labels.heardOf, value: subject.origin ? words.texts.heardOf[subject.origin] : '' },
  ];
  return { kind: 'table', rows: rows.filter(({ value }) => value !== '') };
}

/** What is to be checked of flagged values, in sentences. */
function checksOf(draft: Partial<EmployeeDraft>, words: Words): { readonly loud: string[]; readonly others: string[] } {
  const { texts } = words;
  const flagged = valuesOf(draft).flatMap(({ field, value }) =>
    (value.flags ?? []).map((flag) => ({ flag, shown: words.value(field, value), given: texts.quoted(oneLine(value.given ?? '', 80)) })),
  );
  const sentences = (loud: boolean): string[] =>
    flagged.filter(({ flag }) => LOUD_FLAGS.includes(flag) === loud).map(({ flag, shown, given }) => texts.flags[flag](shown, given));
  return { loud: sentences(true), others: sentences(false) };
}

function leftToDo(draft: EmployeeDraft, words: Words): Block[] {
  const { texts } = words;
  const { loud, others } = checksOf(draft, words);
  return [
    ...loud.map((text) => ({ kind: 'warning', text }) as const),
    { kind: 'heading', text: texts.headings.todo },
    { kind: 'list', items: [...others, texts.todo.completeFile, texts.todo.startOnboarding] },
  ];
}

function values(heading: string, draft: Partial<EmployeeDraft>, words: Words): Block[] {
  const { fields, origins } = words.texts;
  const rows = valuesOf(draft).map(({ field, value }) => ({
    label: fields[field].label,
    value: words.value(field, value),
    remark: origins[value.origin],
  }));
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'table', rows },
      ];
}

function outcome(mayExist: boolean, { texts }: Words): Block {
  return mayExist ? { kind: 'warning', text: texts.mayExist } : paragraph(texts.nothingCreated);
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

/** Names that say nothing are left to the job or the id. */
function personOf({ person, vacancy, hireId }: NoticeSubject): string {
  return oneLine(person, 80) || oneLine(vacancy ?? '', 80) || oneLine(hireId, 80);
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
