import { FIELDS, MAX_LENGTH } from '../../hire/draft.js';
import type { StoryEvent } from '../../hire/story.js';
import { changeLine } from '../../words/change-lines.js';
import { oneLine } from '../../words/one-line.js';
import { problemClause, sentence } from '../../words/problem-blocks.js';
import type { HireState } from '../../workflows/hire/messages.js';
import type { Speech } from './language.js';

/** What happened to a hire, a line each. */
export function Story({ state, speech }: { state: HireState; speech: Speech }) {
  return (
    <ol class="story">
      {state.story.map((event) => (
        <li>
          <time class="soft small" dateTime={event.at}>
            {speech.words.instant(event.at)}
          </time>{' '}
          {lineOf(event, state, speech)}
        </li>
      ))}
    </ol>
  );
}

function lineOf(event: StoryEvent, state: HireState, speech: Speech): string {
  const { story } = speech.page;
  const { words } = speech;
  switch (event.kind) {
    case 'hired':
      return event.origin ? story.origins[event.origin] : story.hired;
    case 'dragged-again':
    case 'repeat':
    case 'expired':
    case 'abandoned':
    case 'previewed':
    case 'mail-late':
      return story[event.kind];
    case 'left':
    case 'changed':
      return (event.kind === 'left' ? [event] : event.changes).map((change) => changeLine(change, words)).join(' ');
    case 'problem':
      return sentence(problemClause(event, words), words.texts.locale);
    case 'answered':
      return answerOf(event, state, speech);
    case 'told':
      return story.told[event.notice](event.accepted) + (event.refused > 0 ? ` ${story.refused(event.refused)}` : '');
    case 'created':
    case 'linked':
    case 'still-in-lucca':
      return story[event.kind](oneLine(event.employee.login, 80));
  }
}

function answerOf({ correction, problem }: Extract<StoryEvent, { kind: 'answered' }>, state: HireState, speech: Speech): string {
  const { answered } = speech.page.story;
  const by = oneLine(correction.by, 80);
  switch (correction.kind) {
    case 'fields': {
      const { labelled, fields: names } = speech.words.texts;
      const values = FIELDS.flatMap((field) => {
        const value = correction.fields[field];
        if (value === undefined) return [];
        const known = state.draft[field];
        const label = known?.value === value ? known.label : undefined; // a name for what was chosen by its id
        return [labelled(names[field].label, speech.words.value(field, { value, label, origin: 'correction' }))];
      });
      return answered.fields(by, values.join('; '));
    }
    case 'retry':
    case 'approve':
      return answered[correction.kind](by);
    case 'use-existing':
      return answered['use-existing'](by, correction.employeeId);
    case 'create-anyway': {
      const about = state.story.find((event) => event.kind === 'problem' && event.number === problem);
      return answered['create-anyway'](by, about?.kind === 'problem' && about.step === 'validateHire');
    }
    case 'abandon':
      return answered.abandon(by, oneLine(correction.reason, MAX_LENGTH));
  }
}
