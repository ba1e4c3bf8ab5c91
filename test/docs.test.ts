import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Paths below the project's folder, of files whose name ends so. */
function filesIn(folder: string, ending: RegExp, recursive = true): string[] {
  return readdirSync(join(root, folder), { recursive })
    .map((file) => join(folder, String(file)))
    .filter((file) => ending.test(file));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const isThere = (path: string) => existsSync(join(root, path));

/** The anchors that a page's headings make. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** `a/{b,c}.ts` → `a/b.ts`, `a/c.ts`. */
function expanded(path: string): string[] {
  const [all, names] = /\{([^}]*,[^}]*)\}/.exec(path) ?? [];
  return all === undefined || names === undefined ? [path] : names.split(',').flatMap((name) => expanded(path.replace(all, name)));
}

function assertLink(from: string, link: string): void {
  const [path = '', anchor] = link.split('#');
  const page = path === '' ? from : join(dirname(from), path);
  assert.ok(isThere(page), `${from}: ${link} leads nowhere`);
  if (anchor) assert.ok(anchorsOf(page).includes(anchor), `${from}: ${page} has no heading ${anchor}`);
}

describe('the docs', () => {
  const pages = [...filesIn('.', /^[A-Z]+\.md$/, false), ...filesIn('docs', /\.md$/)];

  for (const page of pages)
    it(`${page}: links lead somewhere, and the files that it names exist`, () => {
      const text = read(page);
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) assertLink(page, link);
      for (const [, path = ''] of text.matchAll(/`((?:src|test|sandbox|scripts|docs|chaos|bench|findings)\/[\w./{},-]*)`/g))
        if (!path.includes('{name}')) for (const one of expanded(path)) assert.ok(isThere(one), `${page}: there is no ${one}`);
    });

  it('have a line for every folder of the code', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    for (const folder of folders)
      assert.ok(read('docs/ARCHITECTURE.md').includes(`\`src/${folder}\``), `ARCHITECTURE.md: no src/${folder}`);
  });

  it('name every workflow type', () => {
    for (const [, type] of read('src/workflows/index.ts').matchAll(/export \{ (\w+) \}/g))
      assert.ok(read('docs/ARCHITECTURE.md').includes(`\`${type}\``), `ARCHITECTURE.md: no workflow ${type}`);
  });

  it('name every decision', () => {
    for (const decision of readdirSync(join(root, 'docs/adr')))
      assert.ok(read('docs/ARCHITECTURE.md').includes(`(adr/${decision})`), `ARCHITECTURE.md: no adr/${decision}`);
  });

  it('are linked from the code by headings that exist', () => {
    for (const file of [...filesIn('src', /\.tsx?$/), ...filesIn('sandbox', /\.tsx?$/)])
      for (const [link] of read(file).matchAll(/docs\/[\w./-]+\.md(?:#[\w-]+)?/g)) assertLink('README.md', link);
  });

  it('are all that the code cites: no file that is not in the repository', () => {
    for (const file of filesIn('src', /\.tsx?$/)) assert.doesNotMatch(read(file), /facts\/\w|\(facts[:,) ]/, file);
  });
});
