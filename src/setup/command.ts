import { ConfigError } from '../config/config-error.js';
import { loadConfig } from '../config/load.js';
import type { Connection } from '../config/schema.js';
import { byFlags, type Question } from './ask.js';
import { ConfigFile } from './config-file.js';
import { setUp, type SetUp } from './setup.js';
import { SYSTEMS } from './systems.js';
import { byTerminal } from './terminal.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { fr } from './texts/fr.js';

/** What stands behind `hire setup`. */
export interface SetupFlags extends Partial<Record<Question, string>> {
  /** Path of the file that is written. */
  readonly config: string;
  /** Nobody is asked. */
  readonly yes: boolean;
  /** Of the questions; left out: the one of this machine. */
  readonly lang?: string | undefined;
  /** Stand-ins for Lucca and Flatchr. */
  readonly luccaUrl?: string | undefined;
  readonly flatchrUrl?: string | undefined;
}

const TEXTS = { fr, de, en };

/** The language of a locale such as `fr_CH.UTF-8`. */
function textsFor(locale = 'en') {
  const [, language = 'en'] = /^([a-z]{2})/.exec(locale.toLowerCase()) ?? [];
  return language === 'fr' || language === 'de' ? TEXTS[language] : TEXTS.en;
}

/**
 * Sets a connection up, by flags and by questions.
 * @param say - takes what is said where nobody is asked.
 * @returns also what to do next, in words.
 * @throws {AnswerError}
 */
export async function runSetup(
  { config: path, yes, lang, luccaUrl, flatchrUrl, ...answers }: SetupFlags,
  say: (text: string) => void = () => undefined,
): Promise<SetUp & { readonly next: string }> {
  const texts = textsFor(lang);
  const ask = { ...byFlags(answers, texts, yes ? undefined : byTerminal(texts)), ...(yes && { say }) };
  const before = known(path);
  // Where nobody is asked, present values must do: those of a stand-in as well.
  const present = yes && answers.lucca === undefined ? presentOf(before?.connections ?? [], answers.connection) : undefined;
  const [lucca, flatchr] = [luccaUrl ?? present?.lucca.url, flatchrUrl ?? present?.flatchr.url];
  const standIns = lucca !== undefined && flatchr !== undefined ? { lucca, flatchr } : undefined;
  const done = await setUp({ ask, texts, systems: SYSTEMS, file: new ConfigFile(path), known: before, standIns });
  return { ...done, next: texts.next };
}

/** The connection that is meant. */
function presentOf(connections: readonly Connection[], id: string | undefined): Connection | undefined {
  const [only, ...others] = connections;
  return id === undefined && others.length === 0 ? only : connections.find((one) => one.id === id);
}

/** What the file means as it is; a file that is not whole yet means nothing. */
function known(path: string) {
  try {
    const { smtp, connections } = loadConfig({ path, warn: () => undefined });
    return { smtpUrl: smtp.url, connections };
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
