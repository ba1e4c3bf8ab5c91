import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

interface PageProps {
  readonly title: string;
  /** Path of the page in the navigation. */
  readonly path: string;
  readonly links: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
}

const PAGES = { '/': 'Flatchr board', '/lucca': 'Lucca directory', '/mail': 'Inbox' };

/** A whole HTML document in the sandbox's frame. */
export function htmlPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<Page {...props} />)}`;
}

function Page({ title, path, links, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ui.css" />
        <script type="module" src="/ui.js" />
      </head>
      <body>
        <header>
          <strong>Sandbox</strong>
          <nav aria-label="Sandbox">
            {Object.entries(PAGES).map(([href, name]) => (
              <a key={href} href={href} aria-current={href === path ? 'page' : undefined}>
                {name}
              </a>
            ))}
            {Object.entries(links).map(([name, href]) => (
              <a key={name} href={href}>
                {name}
              </a>
            ))}
          </nav>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
