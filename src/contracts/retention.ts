/** What the end of a connection's retention does by activities. */
export interface RetentionSteps {
  /** Erases some of the hires that ended longer ago than the configuration keeps them. */
  eraseDue(order: { readonly connection: string }): Promise<{ readonly erased: number; readonly more: boolean }>;
}
