import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.js';
import { htmlPage } from '../ui/page.js';
import type { Board } from './board.js';
import type { Applicant, Column, FlatchrState, WebhookAnswer } from './state.js';

const moveSchema = z.object({ applicant: z.coerce.number().int(), column: z.coerce.number().int() });

/** The board at `/`, and the form that moves a card. */
export async function boardPages(app: FastifyInstance, { context, board }: { context: SandboxContext; board: Board }): Promise<void> {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });

  app.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(
      htmlPage({
        title: 'Flatchr board – sandbox',
        path: '/',
        links: context.links,
        children: <BoardView state={context.store.state.flatchr} />,
      }),
    ),
  );

  app.post('/board/move', async (request, reply) => {
    const move = moveSchema.safeParse(request.body);
    if (!move.success) return reply.code(400).type('text/plain').send('applicant and column must be ids that the board shows');
    await board.move(move.data.applicant, move.data.column);
    return reply.redirect(`/#applicant-${move.data.applicant}`, 303);
  });
}

function BoardView({ state }: { readonly state: FlatchrState }) {
  const columns = [...state.columns].sort((a, b) => a.position - b.position);
  return (
    <>
      <h1>Flatchr board</h1>
      <p class="lead">
        Drag a candidate to the hired column, or use the button on the card. Flatchr then posts its webhook to the connector, and the card
        shows the answer. The employee appears in the <a href="/lucca">Lucca directory</a>, the mail in the <a href="/mail">inbox</a>.
      </p>
      <div class="board" data-live data-testid="board">
        {columns.map((column) => (
          <section
            class="column"
            key={column.id}
            data-column={column.id}
            data-testid={column.hired ? 'column-hired' : `column-${column.id}`}
          >
            <h2>
              {column.title} <span class="soft">{state.applicants.filter(({ columnId }) => columnId === column.id).length}</span>
            </h2>
            <ul>
              {state.applicants
                .filter(({ columnId }) => columnId === column.id)
                .map((applicant) => (
                  <Card key={applicant.id} applicant={applicant} column={column} state={state} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function Card({ applicant, column, state }: { readonly applicant: Applicant; readonly column: Column; readonly state: FlatchrState }) {
  const { candidate } = applicant;
  const name = `${candidate.firstname ?? ''} ${candidate.lastname ?? ''}`.trim() || 'No name';
  const vacancy = state.vacancies.find(({ id }) => id === applicant.vacancyId);
  // The button does the one thing that is wanted in this column; a drag overwrites its target.
  const target = state.columns.find(({ hired }) => hired !== column.hired);
  return (
    <li
      class="card"
      draggable
      id={`applicant-${applicant.id}`}
      data-applicant={applicant.id}
      data-testid={`card-${applicant.id}`}
      data-name={name}
    >
      <h3>{name}</h3>
      <p>{vacancy?.title}</p>
      <p class="hint soft">{applicant.hint}</p>
      {applicant.notes?.map(({ text }) => (
        <p class="hint" data-testid="note">
          Note: {text}
        </p>
      ))}
      {applicant.answer && <Answer answer={applicant.answer} />}
      {target && (
        <form method="post" action="/board/move">
          <input type="hidden" name="applicant" value={applicant.id} />
          <input type="hidden" name="column" value={target.id} />
          <button type="submit" class={column.hired ? 'quiet' : ''} data-testid={column.hired ? 'put-back' : 'hire'}>
            {column.hired ? 'Put back' : 'Recruter'}
            <span class="visually-hidden"> {name}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function Answer({ answer }: { readonly answer: WebhookAnswer }) {
  const good = answer.status >= 200 && answer.status < 300;
  return (
    <p class={`answer ${good ? 'good' : 'bad'}`} data-testid="answer">
      {answer.status > 0 && `Webhook: ${answer.status} `}
      {answer.text}
    </p>
  );
}
