/** A mail as the mailbox keeps it. */
export interface Message {
  readonly id: number;
  readonly messageId: string;
  readonly from: string;
  /** The envelope's recipients. */
  readonly to: readonly string[];
  readonly subject: string;
  /** ISO instant of arrival. */
  readonly date: string;
  readonly text: string;
  /** Empty where the mail has no HTML. */
  readonly html: string;
  /** Names in lower case; the values as written. */
  readonly headers: Readonly<Record<string, string>>;
}
