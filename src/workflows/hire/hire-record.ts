import { proxySinks, setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { PreviewBasis } from '../../contracts/preview.js';
import type { HiredAs } from '../../hire/changes.js';
import type { Correction } from '../../hire/correction.js';
import type { EmployeeDraft, Value } from '../../hire/draft.js';
import { hireId, isNewerThan, type Hire, type Left, type EndedEarly, type HireStatus, type Step } from '../../hire/order.js';
import type { HireMemo, MailTrouble, Notice, NoticeSubject } from '../../hire/notice.js';
import type { Preview } from '../../hire/preview.js';
import { briefly, type FoundProblem, type Problem } from '../../hire/problem.js';
import { NOTHING_SENT, together, withResult, withSending } from '../../hire/sendings.js';
import type { CreateResult, Delivery, InLucca, Recalled, Repeat, WaitPlan } from '../../hire/steps.js';
import type { Happening, StoryEvent } from '../../hire/story.js';
import type { AuditSinks } from '../audit-sink.js';
import { currentDetails } from './current-details.js';
import type { Carried, HireMemory, Question } from './hire-memory.js';
import type { HireState } from './messages.js';
import { HireApplicantAttribute, HireProblemAttribute, HireStartDateAttribute, HireStatusAttribute } from '../search-attributes.js';

const { audit } = proxySinks<AuditSinks>();

/** Of a longer story the beginning and the latest are kept: it travels from run to run. */
const MAX_STORY = 200;

/** What is known of a hire so far, and where it is shown. It decides nothing. */
export class HireRecord {
  readonly id: string;
  /** What Flatchr said last. */
  order: Hire;
  memory: HireMemory;
  /** An earlier run of this hire whose doings are not recalled yet. */
  earlier: string | undefined;
  /** The run of which all that was sent is known: the one that began with this history, until more is recalled. */
  knows = workflowInfo().originalExecutionRunId;

  status: HireStatus = 'in-progress';
  step: Step = 'validateHire';
  /** The problem that waits for an answer now. */
  problem: Problem | undefined;
  plan: WaitPlan | undefined;
  next: HireState['next'];
  ignoredSignal: string | undefined;
  repeatOf: string | undefined;
  /** What would be sent, where the connection only previews. */
  preview: Preview | undefined;
  abandonment: { readonly by: string; readonly reason: string } | undefined;
  /** Flatchr said something newer than the round under way began with. */
  hasNews = false;
  /** Milliseconds since the epoch: when it did. */
  private newsAt: number | undefined;
  /** Flatchr said something newer after the end had begun. */
  beginsAnew = false;
  /** Ends a creation that waits out trouble; what it may have sent is looked for as after any other end. */
  stopCreation: (() => void) | undefined;
  /** The run has handed its memory to the next one. */
  continued = false;
  /** An activity that may send has not answered. */
  private sending = false;
  /** What this run has noted so far. */
  private noted = 0;

  constructor(order: Hire, { earlier, memory }: Carried) {
    this.order = order;
    this.id = hireId(order);
    this.earlier = earlier;
    const startedAt = workflowInfo().startTime.toISOString();
    this.memory = memory ?? {
      ...NOTHING_SENT,
      startedAt,
      draft: {},
      offer: { departments: [], contractType: [] },
      fields: {},
      dismissed: [],
      hiredAnyway: false,
      problems: 0,
      story: [],
    };
    const { origin } = order;
    if (!memory)
      this.note(
        earlier === undefined ? { kind: 'hired', ...(origin && { origin }) } : { kind: 'dragged-again' },
        order.switchedAt ?? startedAt,
      );
    const { question } = this.memory;
    if (question) this.ask(question);
  }

  /** Changes what must not be forgotten. */
  keep(changes: Partial<HireMemory>): void {
    this.memory = { ...this.memory, ...changes };
  }

  enter(step: Step): void {
    this.step = step;
    this.show();
  }

  learn(values: Partial<EmployeeDraft>, offer = this.memory.offer): void {
    this.keep({ draft: { ...this.memory.draft, ...values }, offer });
  }

  /** Keeps what Flatchr told beside the application; a round that did not come so far told nothing. */
  noteReading(reading = this.memory.reading): void {
    const { applicant } = reading ?? {};
    if (applicant !== undefined && applicant !== this.memory.reading?.applicant)
      upsertSearchAttributes([{ key: HireApplicantAttribute, value: applicant }]);
    this.keep({ reading });
  }

  /** Another hire carries the application. */
  noteRepeat({ of }: Repeat): void {
    this.repeatOf = of;
    this.note({ kind: 'repeat', of });
    this.keep({ question: undefined });
    this.problem = undefined;
    this.noteMail(undefined);
    this.become('repeat');
    upsertMemo({ ...this.memo });
  }

  noteSending(draft: EmployeeDraft): void {
    this.keep(withSending(this.memory, draft));
    this.sending = true;
  }

  noteResult(draft: EmployeeDraft, result: CreateResult): void {
    this.sending = false;
    this.keep(withResult(this.memory, draft, result));
    this.keep({ draft: ('draft' in result && result.draft) || draft });
  }

  /** Takes over what earlier runs may have sent. An employee of theirs settles all of it, once it was looked for. */
  noteRecalled({ run, before, answers, ...sendings }: Recalled): void {
    this.earlier = undefined;
    this.knows = run;
    // Taken up again after a preview; a newer drag begins without them, as after any other end.
    if (answers && answers.hire.switchedAt === this.order.switchedAt) {
      const { hire: _hire, ...given } = answers;
      this.keep(given);
    }
    if (!before) return this.keep(together(sendings, this.memory));
    this.keep({ before, creation: sendings.creation, draft: { ...this.memory.draft, ...sendings.creation?.draft } });
  }

  /** Notes that an employee of Lucca's is the hire. */
  noteInLucca({ kind, employee }: InLucca): void {
    this.keep({ employee });
    this.note({ kind, employee });
    upsertMemo({ ...this.memo });
  }

  /** Notes that the employee of an earlier run is there, and nothing is to do. */
  noteStillThere(employee: InLucca['employee']): void {
    this.keep({ employee });
    this.note({ kind: 'still-in-lucca', employee });
  }

  /** Notes whom the mail server took a mail for. */
  noteTold(notice: Notice['kind'], { accepted, refused }: Delivery): void {
    this.note({ kind: 'told', notice, accepted, refused });
    this.noteMail(refused > 0 ? 'refused' : undefined);
  }

  /** Notes that a mail has been on its way for minutes. */
  noteMailLate(): void {
    if (this.memory.mail !== 'late') this.note({ kind: 'mail-late' });
    this.noteMail('late');
  }

  /** Whether a notice about the question is out. */
  wasTold(kind: Notice['kind'], { since }: Question): boolean {
    return this.memory.story.some((event) => event.kind === 'told' && event.notice === kind && event.at >= since);
  }

  /** The login that an employee may already have in Lucca; it is not derived anew. */
  get fixedLogin(): { readonly done: Value; readonly problem?: undefined } | undefined {
    const login = this.memory.sent[0]?.login;
    return login && { done: login };
  }

  /**
   * Whether it is known what was sent before: a run that begins anew, or was reset, does not know of it until that is recalled.
   * Decides no command: a history that is replayed apart from Temporal has another run's id.
   */
  private get knowsAll(): boolean {
    return this.earlier === undefined && this.knows === workflowInfo().runId;
  }

  /** An employee of this hire's is, or may be, in Lucca. */
  get mayExist(): boolean {
    const { creation, sent, before, question } = this.memory;
    if (this.earlier !== undefined) return true; // it was not looked what that one did
    if (before) return question?.problem.code !== 'employee-gone';
    return creation !== undefined || sent.length > 0;
  }

  get hasEnded(): boolean {
    return this.status !== 'in-progress' && this.status !== 'awaiting-correction';
  }

  /** Parks the hire until a person answers. */
  park(found: FoundProblem): Question {
    const since = new Date().toISOString();
    const problem = { ...found, number: this.memory.problems + 1 };
    const question = { problem, since };
    this.keep({ problems: problem.number, question });
    this.plan = undefined;
    this.next = undefined;
    this.note({ kind: 'problem', ...briefly(problem) }, since);
    this.ask(question);
    return question;
  }

  /** Shows a question, or shows it again. */
  ask({ problem }: Question): void {
    this.problem = problem;
    this.step = problem.step;
    this.become('awaiting-correction');
    upsertMemo({ ...this.memo });
  }

  /** Notes an answer and goes on. */
  resume(correction: Correction, at: string): void {
    this.note({ kind: 'answered', correction, problem: this.problem?.number }, at);
    this.ignoredSignal = undefined;
    this.keep({ question: undefined });
    this.goOn();
  }

  /** Takes what Flatchr says now in place of what it said before; a question stays asked, and is looked at again. */
  takeDrag(order: Hire, ending: boolean): void {
    const { left } = this.memory;
    if (!isNewerThan(order, this.order) || (left && !isNewerThan(order, { switchedAt: left.at }))) return;
    this.order = order;
    this.keep({ left: undefined });
    this.hasNews = true;
    this.newsAt = Date.now();
    this.beginsAnew ||= ending;
    this.note({ kind: 'dragged-again' });
    this.goOn();
  }

  /** Takes that the candidate is not in the hired column any more: before anybody is created, a person is asked. */
  takeLeft(left: Left): void {
    const { left: before, hiredAnyway } = this.memory;
    if (
      left.at === undefined
        ? (before ?? hiredAnyway)
        : !isNewerThan({ switchedAt: left.at }, { switchedAt: before?.at ?? this.order.switchedAt })
    )
      return; // known, or older than the drag
    this.keep({ left, hiredAnyway: false });
    this.hasNews = true;
    this.note({ kind: 'left', column: left.column });
    this.goOn();
    this.stopCreation?.();
  }

  /** A creation was stopped on the way: until now it may have sent its draft. */
  noteCreationStopped(): void {
    this.sending = false;
    this.keep({ settleFrom: Date.now() });
  }

  private goOn(): void {
    const waited = this.problem !== undefined;
    this.problem = undefined;
    if (waited) this.become('in-progress');
    else this.show();
    upsertMemo({ ...this.memo });
  }

  /** A person ends the hire: what is under way ends first. */
  noteEnding(abandonment: { readonly by: string; readonly reason: string }): void {
    this.abandonment = abandonment;
    this.noteEndBegins();
  }

  /** Who ends it at the very moment of a drag does not know of it: Temporal gives the workflow a signal before a cancellation or a timer. */
  noteEndBegins(): void {
    this.beginsAnew ||= this.newsAt === Date.now();
  }

  /** Ends the run without an employee of its own. */
  giveUp(status: EndedEarly): void {
    if (!this.abandonment) this.note({ kind: status }); // who abandoned it has said so
    this.keep({ question: undefined });
    this.problem = undefined;
    this.noteMail(undefined); // no mail of this run is under way any more
    this.become(status);
    if (this.preview) upsertMemo({ ...this.memo });
  }

  become(status: HireStatus): void {
    this.status = status;
    const { startDate } = this.memory.draft;
    upsertSearchAttributes([
      { key: HireStatusAttribute, value: status },
      { key: HireProblemAttribute, value: this.problem?.code ?? null },
      ...(startDate ? [{ key: HireStartDateAttribute, value: new Date(`${startDate.value}T00:00:00Z`) }] : []),
    ]);
    this.show();
  }

  /** What the next run of the chain goes on with. What this one has not recalled, that one must. */
  handOver(): Carried & { readonly memory: HireMemory } {
    this.continued = true;
    const earlier = this.knowsAll ? {} : { earlier: workflowInfo().runId };
    // An activity that was stopped on the way left no result: until now it may have sent its draft.
    return { memory: this.sending ? { ...this.memory, settleFrom: Date.now() } : this.memory, ...earlier };
  }

  /** What the next run begins anew with, after this one has ended: what was sent stays known, people's answers to this one do not. */
  handOverAnew(): Carried {
    const { memory: all, ...carried } = this.handOver();
    const { startedAt: _startedAt, fields: _fields, link: _link, approved: _approved, before, creation, ...memory } = all;
    const employee = creation && { kind: 'created' as const, employee: creation.employee, told: false, seenAt: Date.now() };
    const anew = { creation, startedAt: new Date().toISOString(), fields: {}, hiredAnyway: false, before: before ?? employee };
    return { ...carried, memory: { ...memory, ...anew } };
  }

  /** Refreshes what the Temporal UI explains. */
  show(): void {
    setCurrentDetails(currentDetails(this.state));
  }

  get subject(): NoticeSubject {
    const { lastName, firstName } = this.memory.draft;
    const { candidate, vacancy, origin } = this.order;
    const person = [firstName?.value ?? candidate.firstName, lastName?.value ?? candidate.lastName].filter(Boolean).join(' ');
    const { reading, startedAt, offer } = this.memory;
    const application = reading?.applicant === undefined ? undefined : { id: reading.applicant, since: startedAt };
    const about = { hireId: this.id, connection: this.order.connection, person, vacancy: offer.title ?? vacancy.title };
    return { ...about, ...(application && { application }), ...(origin && { origin }) };
  }

  closingNotice({ kind, employee }: InLucca): Notice {
    const { creation } = this.memory;
    return kind === 'created' && creation ? { kind, ...creation } : { kind: 'linked', employee };
  }

  private get hiredAs(): HiredAs | undefined {
    const { employee, creation, said, hiredAnyway } = this.memory;
    if (!employee || !said) return undefined; // of an earlier run: the memo has it from that one
    const { lastName, firstName, email, startDate, department } = creation?.draft ?? {};
    const sent = {
      lastName: lastName?.value,
      firstName: firstName?.value,
      email: email?.value,
      startDate: startDate?.value,
      department: department?.label,
    };
    return { employee, order: this.order, ...(!hiredAnyway && { place: 'hired' as const }), said, sent };
  }

  get previewBasis(): PreviewBasis {
    const { fields, hiredAnyway, startedAt, reading: earlier, dismissed, sent } = this.memory;
    return { hire: this.order, fields, hiredAnyway, startedAt, earlier, dismissed, sent };
  }

  get state(): HireState {
    const { order, status, step, problem, plan, next, ignoredSignal, preview, subject, continued } = this;
    const { draft, story, mail, creation, employee, question } = this.memory;
    return {
      order,
      status,
      step,
      person: subject.person,
      vacancy: subject.vacancy,
      draft,
      problem,
      ...(problem && { waitingSince: question?.since, plan, next }),
      corrections: story.flatMap((event) =>
        event.kind === 'answered' ? [{ correction: event.correction, at: event.at, problem: event.problem }] : [],
      ),
      story,
      mail,
      ignoredSignal,
      employee: employee ?? creation?.employee,
      repeatOf: this.repeatOf,
      preview,
      toChange: creation?.toChange,
      chain: workflowInfo().firstExecutionRunId,
      continued,
    };
  }

  private note(happening: Happening, at = new Date().toISOString()): void {
    this.noted += 1;
    audit.note(happening, this.noted);
    const story: StoryEvent[] = [...this.memory.story, { ...happening, at }];
    if (story.length > MAX_STORY) story.splice(1, 1);
    this.keep({ story });
  }

  private noteMail(trouble: MailTrouble | undefined): void {
    const before = this.memory.mail;
    this.keep({ mail: trouble });
    if (before !== trouble) upsertMemo({ ...this.memo });
    this.show();
  }

  private get memo(): HireMemo {
    const shown = (this.preview ?? this.problem?.preview)?.draft;
    const { problem, subject, memory, order, abandonment, repeatOf } = this;
    return {
      person: subject.person,
      vacancy: subject.vacancy ?? null,
      problem: problem ? briefly(problem) : null,
      waitingSince: (problem && memory.question?.since) ?? null,
      mail: memory.mail ?? null,
      event: memory.left?.at ?? order.switchedAt ?? null,
      left: memory.left !== undefined || memory.hiredAnyway,
      ...(this.hiredAs ? { hired: this.hiredAs, order: null } : { order }),
      ending: abandonment !== undefined,
      ...(shown && { login: { value: shown.login.value, firstName: shown.firstName.value, lastName: shown.lastName.value } }),
      repeatOf: repeatOf ?? null,
    };
  }
}
