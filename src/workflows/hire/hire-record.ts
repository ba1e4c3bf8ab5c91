import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Correction, Fields } from '../../hire/correction.js';
import { changesTo, type Employee, type EmployeeDraft, type Value } from '../../hire/draft.js';
import { hireId, type Hire, type HireStatus, type Step } from '../../hire/hire.js';
import type { HireMemo, MailTrouble, Notice, NoticeSubject } from '../../hire/notice.js';
import { briefly, type FoundProblem, type Problem } from '../../hire/problem.js';
import type { CreateResult, Delivery, InLucca, Offer, WaitPlan } from '../../hire/steps.js';
import type { Happening, StoryEvent } from '../../hire/story.js';
import { currentDetails } from './current-details.js';
import type { HireState } from './messages.js';
import { HireProblemAttribute, HireStartDateAttribute, HireStatusAttribute } from '../search-attributes.js';

/** An employee that this hire created, and the draft it was created from. */
export interface Creation {
  readonly employee: Employee;
  readonly draft: EmployeeDraft;
  /** Values that were changed after it was created: a person has to change them in Lucca. */
  readonly toChange?: Partial<EmployeeDraft> | undefined;
}

/** What is known of a hire so far, and where it is shown. It decides nothing. */
export class HireRecord {
  readonly order: Hire;
  readonly id: string;
  /** ISO instant. */
  readonly startedAt = workflowInfo().startTime.toISOString();

  status: HireStatus = 'in-progress';
  step: Step = 'validateHire';
  offer: Offer = { departments: [], contractType: [] };
  creation: Creation | undefined;
  problem: Problem | undefined;
  plan: WaitPlan | undefined;
  next: HireState['next'];
  ignoredSignal: string | undefined;

  /** What people answered: all values given for fields, the last one wins. */
  fields: Fields = {};
  /** Employees that a person said are not this hire. */
  dismissed: readonly number[] = [];
  /** The employee that a person said is this hire. */
  link: number | undefined;
  /** The hire goes on although Flatchr does not show this candidate in a hired column. */
  hiredAnyway = false;
  abandonment: { readonly by: string; readonly reason: string } | undefined;

  /** Drafts that may have reached Lucca. */
  sent: readonly EmployeeDraft[] = [];

  private draft: Partial<EmployeeDraft> = {};
  private waitingSince: string | undefined;
  private problems = 0;
  private employee: Employee | undefined;
  private mail: MailTrouble | undefined;
  private readonly story: StoryEvent[] = [];

  constructor(order: Hire) {
    this.order = order;
    this.id = hireId(order);
    this.note({ kind: 'hired' }, order.switchedAt ?? this.startedAt);
  }

  enter(step: Step): void {
    this.step = step;
    this.show();
  }

  learn(values: Partial<EmployeeDraft>, offer = this.offer): void {
    this.draft = { ...this.draft, ...values };
    this.offer = offer;
  }

  noteSent(draft: EmployeeDraft): void {
    this.sent = [...this.sent, draft];
  }

  /** Forgets drafts that certainly did not reach Lucca; remembers what was created. */
  noteResult(draft: EmployeeDraft, result: CreateResult): void {
    // Logins are unique in Lucca: while someone else holds this one, no draft with it was carried out, not even one that was in doubt.
    if (result.kind === 'login-taken') this.sent = this.sent.filter(({ login }) => login.value !== draft.login.value);
    if (result.kind === 'problem' && !result.maybeSent) this.sent = this.sent.filter((other) => other !== draft);
    const inLucca = ('draft' in result && result.draft) || draft;
    if ('employee' in result && result.employee)
      this.creation = {
        ...this.creation, // once created, it stays what it was created from, but for the contract type
        employee: result.employee,
        draft: inLucca,
        ...(inLucca !== draft && { toChange: changesTo(draft, inLucca) }),
      };
    this.draft = inLucca;
  }

  /** Notes that an employee of Lucca's is the hire. */
  noteInLucca({ kind, employee }: InLucca): void {
    this.employee = employee;
    this.note({ kind, employee });
  }

  /** Notes whom the mail server took a mail for. */
  noteTold(notice: Notice['kind'], { accepted, refused }: Delivery): void {
    this.note({ kind: 'told', notice, accepted, refused });
    this.noteMail(refused > 0 ? 'refused' : undefined);
  }

  /** Notes that a mail has been on its way for minutes. */
  noteMailLate(): void {
    if (this.mail !== 'late') this.note({ kind: 'mail-late' });
    this.noteMail('late');
  }

  /** The login that an employee may already have in Lucca; it is not derived anew. */
  get fixedLogin(): { readonly done: Value; readonly problem?: undefined } | undefined {
    const login = this.sent[0]?.login;
    return login && { done: login };
  }

  /** Parks the hire until a person answers. */
  park(found: FoundProblem, at: string): Problem {
    this.problem = { ...found, number: ++this.problems };
    this.waitingSince = at;
    this.plan = undefined;
    this.step = found.step;
    this.note({ kind: 'problem', ...briefly(this.problem) }, at);
    this.become('awaiting-correction');
    upsertMemo({ ...this.memo });
    return this.problem;
  }

  /** Notes an answer and goes on. */
  resume(correction: Correction, at: string): void {
    this.note({ kind: 'answered', correction, problem: this.problem?.number }, at);
    this.ignoredSignal = undefined;
    if (!this.problem) return this.show();
    this.endWait();
    this.become('in-progress');
    upsertMemo({ ...this.memo });
  }

  /** Ends the run without an employee of its own. */
  giveUp(status: 'abandoned' | 'expired'): void {
    if (!this.abandonment) this.note({ kind: status }); // who abandoned it has said so
    this.endWait();
    this.noteMail(undefined); // no mail of this run is under way any more
    this.become(status);
  }

  become(status: HireStatus): void {
    this.status = status;
    upsertSearchAttributes([
      { key: HireStatusAttribute, value: status },
      { key: HireProblemAttribute, value: this.problem?.code ?? null },
      ...(this.draft.startDate ? [{ key: HireStartDateAttribute, value: new Date(`${this.draft.startDate.value}T00:00:00Z`) }] : []),
    ]);
    this.show();
  }

  /** Refreshes what the Temporal UI explains. */
  show(): void {
    setCurrentDetails(currentDetails(this.state));
  }

  get subject(): NoticeSubject {
    const { lastName, firstName } = this.draft;
    const { candidate, vacancy } = this.order;
    const person = [firstName?.value ?? candidate.firstName, lastName?.value ?? candidate.lastName].filter(Boolean).join(' ');
    return { hireId: this.id, connection: this.order.connection, person, vacancy: this.offer.title ?? vacancy.title };
  }

  /** What is known of the draft; complete once an employee exists. */
  get knownDraft(): Partial<EmployeeDraft> {
    return this.draft;
  }

  closingNotice({ kind, employee }: InLucca): Notice {
    return kind === 'created' && this.creation ? { kind, ...this.creation } : { kind: 'linked', employee };
  }

  get state(): HireState {
    const { order, status, step, draft, problem, waitingSince, plan, next, story, mail, ignoredSignal, creation, subject } = this;
    return {
      order,
      status,
      step,
      person: subject.person,
      vacancy: subject.vacancy,
      draft,
      problem,
      waitingSince,
      plan,
      next,
      corrections: story.flatMap((event) =>
        event.kind === 'answered' ? [{ correction: event.correction, at: event.at, problem: event.problem }] : [],
      ),
      story,
      mail,
      ignoredSignal,
      employee: this.employee ?? creation?.employee,
      toChange: creation?.toChange,
    };
  }

  private endWait(): void {
    this.problem = undefined;
    this.waitingSince = undefined;
    this.plan = undefined;
    this.next = undefined;
  }

  private note(happening: Happening, at = new Date().toISOString()): void {
    this.story.push({ ...happening, at });
  }

  private noteMail(trouble: MailTrouble | undefined): void {
    const before = this.mail;
    this.mail = trouble;
    if (before !== trouble) upsertMemo({ ...this.memo });
    this.show();
  }

  private get memo(): HireMemo {
    const { problem, waitingSince, subject, mail } = this;
    return {
      person: subject.person,
      vacancy: subject.vacancy ?? null,
      problem: problem ? briefly(problem) : null,
      waitingSince: waitingSince ?? null,
      mail: mail ?? null,
    };
  }
}
