import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { closeBrowser, startedBrowser } from './browser.js';
import { eventually, type Rig } from './rig.js';

/** An admin at a browser: reads the mails of the sandbox's inbox, and opens what they link to. */
export class Admin {
  readonly #rig: Rig;
  readonly #contexts: BrowserContext[] = [];

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  /** A page in a browser of its own: no cookies yet. */
  async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await (await startedBrowser()).newContext({ viewport: { width: 1000, height: 900 }, ...options });
    this.#contexts.push(context);
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** Waits for a mail about a person that asks for an answer, and clicks it open. @returns the page that its button leads to. */
  async answer(person: string, number = 1): Promise<Page> {
    const { id } = await this.#mail(person, number);
    const mail = await this.open(`${this.#rig.sandbox.url}/mail/messages/${id}/html`);
    const [page] = await Promise.all([
      mail.context().waitForEvent('page'),
      mail.getByRole('link', { name: 'Answer', exact: true }).click(),
    ]);
    return page;
  }

  /** The link in the newest mail about a person that asks for an answer, once there are so many. */
  async linkTo(person: string, number = 1): Promise<string> {
    const { text } = await this.#mail(person, number);
    return new RegExp(`${this.#rig.webUrl}/h/[\\w.-]+`).exec(text)?.[0] ?? assert.fail('no link');
  }

  async #mail(person: string, number: number) {
    return await eventually('the mail with the link', () => {
      const mails = this.#rig.sandbox.mail.messages.filter(({ text, subject }) => subject.includes(person) && /\/h\//.test(text));
      return mails.length >= number ? mails.at(-1) : undefined;
    });
  }

  /** Closes the pages, as after each test. */
  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async leave(): Promise<void> {
    await this.closePages();
    await closeBrowser();
  }
}
