import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, isCollection, isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { hideVariables, showVariables } from '../config/variables.js';
import { AnswerError } from './ask.js';

type Path = readonly (string | number)[];

const HEADER = `# yaml-language-server: $schema=./connector.schema.json
# Written by \`npx hire setup\`; all settings and their defaults: connector.example.yaml
`;

/** `connector.yaml` while it is changed: what nobody touched stays as it was written, with its comments. */
export class ConfigFile {
  readonly path: string;
  readonly #document: Document;
  readonly #secrets = new Map<string, string>();

  /** @throws {AnswerError} when the file is no YAML. */
  constructor(path: string) {
    this.path = path;
    this.#document = parseDocument(existsSync(path) ? hideVariables(readFileSync(path, 'utf8')) : HEADER);
    if (this.#document.errors.length > 0)
      throw new AnswerError(`${path}: cannot be read as YAML. Remedy: correct it, or name another with --config`);
    this.#document.contents ??= new YAMLMap();
  }

  /** What stands at a place as it is written, variables included. */
  get(path: Path): unknown {
    const found: unknown = this.#document.getIn(path);
    const value: unknown = isCollection(found) ? found.toJSON() : found;
    return typeof value === 'string' ? showVariables(value) : value;
  }

  /** As {@link get}, where it is text. */
  text(path: Path): string | undefined {
    const value = this.get(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a secret stands there, or the name of its file. */
  hasSecret(path: Path): boolean {
    return this.has(path) || this.has([...path.slice(0, -1), `${path.at(-1)}File`]);
  }

  has(path: Path): boolean {
    return this.#document.hasIn(path);
  }

  /** Ids of the connections, in order. */
  get connections(): string[] {
    const list: unknown = this.#document.get('connections');
    return isSeq(list) ? list.items.map((item) => (isMap(item) ? String(item.get('id')) : '')) : [];
  }

  /**
   * Undefined removes it.
   * @param comment - stands behind it.
   */
  set(path: Path, value: unknown, comment?: string): void {
    if (value === undefined) {
      if (this.has(path)) this.#document.deleteIn(path);
    } else if (this.get(path) !== value) {
      this.#makeRoom(path);
      const node = this.#document.createNode(value);
      if (comment !== undefined) node.comment = ` ${comment}`;
      this.#document.setIn(path, node);
    }
  }

  /** Keeps a secret in a file of its own, for its owner's eyes only, and names that file. */
  setSecret(path: Path, name: string, value: string): void {
    const file = `secrets/${name}`;
    this.#secrets.set(file, value);
    const key = path.at(-1);
    this.set(path, undefined);
    this.set([...path.slice(0, -1), `${key}File`], file);
  }

  /** Writes the secrets first, then the file as a whole. */
  save(): void {
    const folder = dirname(this.path);
    for (const [file, value] of this.#secrets) {
      mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
      writeWhole(join(folder, file), `${value}\n`);
    }
    writeWhole(this.path, showVariables(this.#document.toString({ lineWidth: 0 })));
  }

  /** Maps and lists on the way to a place that has none yet. */
  #makeRoom(path: Path): void {
    for (let length = 1; length < path.length; length++) {
      const place = path.slice(0, length);
      const inner: unknown = this.#document.getIn(place);
      if (!isMap(inner) && !isSeq(inner)) this.#document.setIn(place, typeof path[length] === 'number' ? new YAMLSeq() : new YAMLMap());
    }
  }
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}
