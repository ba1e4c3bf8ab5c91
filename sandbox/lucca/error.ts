/** A refusal of the fake Lucca; its message may quote what was sent, as the real one's may. */
export class LuccaError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function badRequest(message: string): LuccaError {
  return new LuccaError(400, message);
}
