/** Why a mail was not taken. */
export type MailErrorKind =
  /** No connection: name, network, time-out, or a connection that broke. */
  | 'unreachable'
  /** The server offers no TLS, or a certificate that does not hold. */
  | 'insecure'
  /** User or password were refused. */
  | 'unauthorized'
  /** The sender's address was refused. */
  | 'rejected-sender'
  /** Every recipient was refused. */
  | 'rejected-recipient'
  /** The server refused for another reason. */
  | 'refused';

const REMEDIES: Record<MailErrorKind, string> = {
  unreachable: 'the mail server cannot be reached; check host and port in smtp.url, and the network',
  insecure: 'the mail server offers no valid TLS; without it mail goes to loopback only',
  unauthorized: 'the mail server refused the login; check user and password in smtp.url',
  'rejected-sender': 'the mail server refused the sender; check smtp.from',
  'rejected-recipient': 'the mail server refused every recipient; check admins and operators',
  refused: 'the mail server refused the mail; see its log',
};

/** Holds no address, no name and none of the server's words, which quote both. Safe to log. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly kind: MailErrorKind;
  /** SMTP reply code; 4xx may pass, 5xx will not. */
  readonly replyCode: number | undefined;

  constructor(kind: MailErrorKind, replyCode?: number) {
    super(replyCode === undefined ? REMEDIES[kind] : `${REMEDIES[kind]} (SMTP ${replyCode})`);
    this.kind = kind;
    this.replyCode = replyCode;
  }
}

/** Reads an error of nodemailer; only its codes are taken over. */
export function mailErrorOf(error: unknown): MailError {
  const replyCode = property(error, 'responseCode');
  return new MailError(kindOf(error), typeof replyCode === 'number' ? replyCode : undefined);
}

function kindOf(error: unknown): MailErrorKind {
  const command = property(error, 'command');
  switch (property(error, 'code')) {
    case 'ETLS':
      return 'insecure';
    case 'EAUTH':
    case 'ENOAUTH':
      return 'unauthorized';
    case 'EENVELOPE':
      return command === 'MAIL FROM' ? 'rejected-sender' : 'rejected-recipient';
    case 'EMESSAGE':
    case 'EPROTOCOL':
      return 'refused';
    default:
      return isAboutTls(property(error, 'originalCode')) ? 'insecure' : 'unreachable';
  }
}

/** With `smtps:`, nodemailer reports a bad certificate as trouble of the socket; Node's own code tells which. */
function isAboutTls(code: unknown): boolean {
  return typeof code === 'string' && /CERT|SIGNATURE|TLS|SSL|^EPROTO$/.test(code);
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
