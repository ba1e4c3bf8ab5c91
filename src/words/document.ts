/** A mail as its parts, before it becomes text or HTML. All strings are plain text. */
export interface Document {
  readonly language: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Must not be overlooked. */
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** Rows of label, value and a remark on the value. */
  | { readonly kind: 'table'; readonly rows: readonly Row[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Someone else's words. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Lines to be copied into a terminal. */
  | { readonly kind: 'commands'; readonly lines: readonly string[] };

export interface Row {
  readonly label: string;
  readonly value: string;
  readonly remark?: string | undefined;
  /** Page that the label opens. */
  readonly url?: string | undefined;
}
