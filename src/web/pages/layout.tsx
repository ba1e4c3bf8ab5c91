import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { LANGUAGES, PAGE_TEXTS, type Speech } from './language.js';
import type { Message } from './texts/texts.js';

interface PageProps {
  readonly speech: Speech;
  readonly title: string;
  /** Seconds after which the page looks again by itself. */
  readonly refresh?: number | undefined;
  /** From the page to the root: there may be a proxy's path before it. */
  readonly up?: '../' | '../../';
  /** What tells the page from others of its address, beside the language. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly children: ComponentChildren;
}

/** A whole HTML document. It works without JavaScript. */
export function htmlPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<Page {...props} />)}`;
}

function Page({ speech, title, refresh, up = '../', query = {}, children }: PageProps) {
  return (
    <html lang={speech.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {refresh !== undefined && (
          <>
            <noscript>
              <meta http-equiv="refresh" content={String(refresh)} />
            </noscript>
            <script src={`${up}pages.js`} defer />
          </>
        )}
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${up}pages.css`} />
      </head>
      <body>
        <main {...(refresh !== undefined && { 'data-look-again': refresh, 'aria-live': 'polite' as const })}>{children}</main>
        <footer>
          <span>Flatchr → Lucca</span>
          <a href={`${up}hires/?lang=${speech.language}`}>{speech.page.list.title}</a>
          <nav aria-label={speech.page.languages}>
            {LANGUAGES.map((language) => (
              <>
                {' '}
                <a
                  key={language}
                  href={`?${new URLSearchParams({ ...query, lang: language }).toString()}`}
                  hreflang={language}
                  lang={language}
                  aria-current={language === speech.language}
                >
                  {PAGE_TEXTS[language].name}
                </a>
              </>
            ))}
          </nav>
        </footer>
      </body>
    </html>
  );
}

/** A page that says one thing. */
export function messagePage(speech: Speech, { title, text }: Message, more?: ComponentChildren): string {
  return htmlPage({
    speech,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{text}</p>
        {more}
      </>
    ),
  });
}
