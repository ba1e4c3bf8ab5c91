/** The compiled program and the workflow bundle, made from the sources as they are now. */
export function ensureBuilt(): void;
