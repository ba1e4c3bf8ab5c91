import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.js';
import { htmlPage } from '../ui/page.js';
import { FRAME_SANDBOX, sendForeignHtml } from './foreign-html.js';
import { PREVIEWS, type Preview } from './previews.js';

interface ById {
  readonly Params: { readonly id: string; readonly language: string };
}

const LANGUAGES = { fr: 'Français', de: 'Deutsch', en: 'English' } as const;
type Language = keyof typeof LANGUAGES;
const CODES = ['fr', 'de', 'en'] as const satisfies readonly Language[];

/** Every kind of mail that the connector writes, in all its languages, under this plugin's prefix. */
export async function previewPages(app: FastifyInstance, { context: { links } }: { context: SandboxContext }): Promise<void> {
  const find = (wanted: string): Preview | undefined => PREVIEWS.find(({ id }) => id === wanted);

  app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(htmlPage({ title: 'Mail previews – sandbox', path: '/mail', links, children: <Previews /> })),
  );

  app.get<ById>('/:id', async (request, reply) => {
    const preview = find(request.params.id);
    void reply.type('text/html; charset=utf-8').code(preview ? 200 : 404);
    const children = preview ? <PreviewView preview={preview} /> : <p>No mail has this name.</p>;
    return htmlPage({ title: `${request.params.id} – sandbox`, path: '/mail', links, children });
  });

  app.get<ById>('/:id/:language', async (request, reply) => {
    const preview = find(request.params.id);
    const language = CODES.find((code) => code === request.params.language);
    if (!preview || !language) return reply.code(404).type('text/plain').send('No mail has this name.');
    return sendForeignHtml(reply, preview.render(language).html);
  });
}

function Previews() {
  return (
    <>
      <h1>All kinds of mail</h1>
      <p class="lead">Written by the connector's own code, about made-up people. Each opens in all languages, as HTML and as text.</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Kinds of mail">
        <table class="subjects">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              {CODES.map((code) => (
                <th scope="col">{LANGUAGES[code]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PREVIEWS.map(({ id, render }) => (
              <tr>
                <td>
                  <a href={`/mail/previews/${id}`}>{id}</a>
                </td>
                {CODES.map((code) => (
                  <td lang={code}>{render(code).subject}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function PreviewView({ preview: { id, render } }: { readonly preview: Preview }) {
  const at = PREVIEWS.findIndex((preview) => preview.id === id);
  const next = PREVIEWS[at + 1];
  return (
    <>
      <h1>{id}</h1>
      <p>
        <a href="/mail/previews">All kinds of mail</a> {next && <a href={`/mail/previews/${next.id}`}>Next: {next.id}</a>}
      </p>
      <div class="previews">
        {CODES.map((code) => {
          const { subject, text } = render(code);
          return (
            <section lang={code} aria-label={LANGUAGES[code]}>
              <h2>{subject}</h2>
              <iframe src={`/mail/previews/${id}/${code}`} sandbox={FRAME_SANDBOX} title={`${LANGUAGES[code]}, as HTML`} />
              <pre>{text}</pre>
            </section>
          );
        })}
      </div>
    </>
  );
}
