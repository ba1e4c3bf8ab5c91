/** A refusal of the fake Lucca; its message may quote what was sent, as the real one's may. */
export class LuccaError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** No resource of this id: answered `{id, error}`. */
export class UnknownIdError extends LuccaError {
  readonly id: string;

  constructor(id: string) {
    super(404, `Resource ${id} not found`);
    this.id = id;
  }
}

/** The query cannot be read at all: answered without a body. */
export class UnreadableQueryError extends LuccaError {
  constructor() {
    super(400, '');
  }
}

export function badRequest(message: string): LuccaError {
  return new LuccaError(400, message);
}
