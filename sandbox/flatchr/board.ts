import type { SandboxContext } from '../context.js';
import { idsOf } from './ids.js';
import { learn } from './learn.js';
import type { Applicant, Vacancy, WebhookAnswer } from './state.js';
import { dragBody, oddDragBody, postWebhook } from './webhook.js';

/** A candidate to put on the board. */
export interface NewCandidate {
  readonly firstname?: string | null;
  readonly lastname?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  /** Encoded id or title of the vacancy; left out: the first one. */
  readonly vacancy?: string;
  /** Values of candidate tags, by the tag's title. */
  readonly traits?: Readonly<Record<string, string>>;
}

interface NewVacancy {
  readonly title: string;
  readonly reference?: string;
  readonly contractTypeId?: number | null;
  /** ISO timestamp. */
  readonly startDate?: string | null;
  /** Titles of folder tags. */
  readonly departments?: readonly string[];
}

/** What a person, or a test, does in Flatchr. Applicants go by either form of their id. */
export interface Board {
  readonly applicants: readonly Applicant[];
  add(candidate: NewCandidate): Applicant;
  addVacancy(vacancy: NewVacancy): Vacancy;
  /** Moves a candidate; into a hired column it posts the webhook, and the answer comes back. */
  move(applicant: string | number, column: number): Promise<WebhookAnswer | undefined>;
  /** Moves a candidate into the first hired column. */
  hire(applicant: string | number): Promise<WebhookAnswer | undefined>;
  /** Moves a candidate without telling anyone, and returns the webhook's body. */
  drag(applicant: string | number, column?: number): object;
  /** See {@link learn}. */
  learn(body: unknown): boolean;
}

export function createBoard({ store, now }: SandboxContext): Board {
  const state = () => store.state.flatchr;

  function find(id: string | number): Applicant {
    const found = state().applicants.find((applicant) => String(applicant.id) === String(id) || applicant.encoded === id);
    if (found === undefined) throw new RangeError('applicant: not on this board; use an id that it shows');
    return found;
  }

  function place(applicant: Applicant, columnId: number | undefined): boolean {
    const column = state().columns.find(({ id, hired }) => (columnId === undefined ? hired : id === columnId));
    if (column === undefined) throw new RangeError('column: not on this board; use an id that it shows');
    applicant.previousColumnId = applicant.columnId;
    applicant.columnId = column.id;
    applicant.updatedAt = new Date(now()).toISOString();
    delete applicant.answer;
    store.save('flatchr');
    return column.hired;
  }

  const bodyOf = (applicant: Applicant) => (store.state.settings.webhookForm === 'odd' ? oddDragBody : dragBody)(state(), applicant);

  async function move(id: string | number, columnId: number | undefined): Promise<WebhookAnswer | undefined> {
    const applicant = find(id);
    if (!place(applicant, columnId)) return undefined;
    applicant.answer = await postWebhook(store.state.settings.webhookUrl, bodyOf(applicant));
    store.save('flatchr');
    return applicant.answer;
  }

  return {
    get applicants() {
      return state().applicants;
    },
    add({ firstname = null, lastname = null, email = null, phone = null, vacancy, traits = {} }) {
      const { columns, tags, vacancies } = state();
      const offered = vacancies.find(({ encoded, title }) => vacancy === undefined || encoded === vacancy || title === vacancy);
      const column = columns.find(({ hired }) => !hired);
      if (offered === undefined || column === undefined) throw new RangeError('vacancy: no such one; add it first');
      const id = state().nextId++;
      const applicant: Applicant = {
        ...idsOf('applicant', id),
        candidate: { ...idsOf('candidate', id), firstname, lastname, email, phone },
        vacancyId: offered.id,
        columnId: column.id,
        previousColumnId: column.id,
        status: 1,
        traits: Object.entries(traits).map(([title, value]) => {
          const tag = tags.find((known) => known.title === title);
          if (tag === undefined) throw new RangeError('traits: no such tag');
          return { id: idsOf(`trait ${tag.id}`, id).encoded, tag: tag.encoded, value };
        }),
        hint: 'Added',
        createdAt: new Date(now()).toISOString(),
        updatedAt: new Date(now()).toISOString(),
      };
      state().applicants.push(applicant);
      store.save('flatchr');
      return applicant;
    },
    addVacancy({ title, reference = '', contractTypeId = 1, startDate = null, departments = [] }) {
      const vacancy: Vacancy = {
        ...idsOf('vacancy', state().nextId++),
        title,
        reference,
        contractTypeId,
        startDate,
        tags: departments.map((title) => ({ ...idsOf('tag', state().nextId++), title, folder: true, type: 'vacancies' })),
      };
      state().vacancies.push(vacancy);
      store.save('flatchr');
      return vacancy;
    },
    move,
    hire: async (id) => move(id, undefined),
    drag(id, columnId) {
      const applicant = find(id);
      place(applicant, columnId);
      return bodyOf(applicant);
    },
    learn(body) {
      const learnt = learn(state(), body, now());
      if (learnt) store.save('flatchr');
      return learnt;
    },
  };
}
