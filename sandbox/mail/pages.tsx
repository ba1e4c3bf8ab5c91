import type { FastifyInstance } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { SandboxContext } from '../context.js';
import { htmlPage } from '../ui/page.js';
import { FRAME_SANDBOX, sendForeignHtml } from './foreign-html.js';
import type { Message } from './message.js';

interface ById {
  readonly Params: { readonly id: string };
}

/** Inbox, one page per message, and all messages as JSON, under this plugin's prefix. */
export async function mailPages(app: FastifyInstance, { context }: { context: SandboxContext }): Promise<void> {
  const { store, links } = context;
  const page = (title: string, children: ComponentChildren): string => htmlPage({ title, path: '/mail', links, children });
  const find = (id: string): Message | undefined => store.state.messages.find((message) => String(message.id) === id);

  app.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page('Inbox – sandbox', <Inbox messages={store.state.messages} />)),
  );

  app.get('/messages', async () => store.state.messages);

  app.get<ById>('/messages/:id', async (request, reply) => {
    const message = find(request.params.id);
    void reply.type('text/html; charset=utf-8').code(message ? 200 : 404);
    return message ? page(message.subject, <MessageView message={message} />) : page('Not found', <p>No message has this number.</p>);
  });

  app.get<ById>('/messages/:id/html', async (request, reply) => {
    const message = find(request.params.id);
    if (message === undefined) return reply.code(404).type('text/plain').send('No message has this number.');
    return sendForeignHtml(reply, message.html);
  });
}

function Inbox({ messages }: { readonly messages: readonly Message[] }) {
  return (
    <>
      <h1>Inbox</h1>
      <p class="lead">
        Every mail that the connector sends lands here, whoever it is for.{' '}
        <a href="/mail/previews">All kinds of mail, in three languages</a>
      </p>
      <div data-live data-testid="inbox">
        {messages.length === 0 ? (
          <p>No mail yet.</p>
        ) : (
          <div class="scroll" tabIndex={0} role="region" aria-label="Messages">
            <table>
              <thead>
                <tr>
                  <th scope="col">Subject</th>
                  <th scope="col">To</th>
                  <th scope="col">From</th>
                  <th scope="col">Received</th>
                </tr>
              </thead>
              <tbody>
                {messages.toReversed().map((message) => (
                  <tr key={message.id} data-testid={`message-${message.id}`}>
                    <td>
                      <a href={`/mail/messages/${message.id}`}>{message.subject || 'No subject'}</a>
                    </td>
                    <td>{message.to.join(', ')}</td>
                    <td>{message.from}</td>
                    <td>{message.date.slice(0, 19).replace('T', ' ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}

function MessageView({ message }: { readonly message: Message }) {
  return (
    <>
      <h1 data-testid="subject">{message.subject || 'No subject'}</h1>
      <dl>
        <dt>To</dt>
        <dd>{message.to.join(', ')}</dd>
        <dt>From</dt>
        <dd>{message.from}</dd>
        <dt>Received</dt>
        <dd>{message.date.slice(0, 19).replace('T', ' ')}</dd>
        <dt>Message-ID</dt>
        <dd>{message.messageId}</dd>
      </dl>
      {message.html !== '' && (
        <iframe src={`/mail/messages/${message.id}/html`} sandbox={FRAME_SANDBOX} title="The message as HTML" data-testid="html" />
      )}
      <details open={message.html === ''}>
        <summary>Text</summary>
        <pre data-testid="text">{message.text}</pre>
      </details>
      <details>
        <summary>Headers</summary>
        <pre data-testid="headers">
          {Object.entries(message.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')}
        </pre>
      </details>
      <a href="/mail">All messages</a>
    </>
  );
}
