import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';

/** A payload in Temporal's JSON: in exported histories, and between the Temporal UI or CLI and a codec server. Bytes as base64. */
export interface PayloadJson {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

export function payloadOf({ metadata = {}, data = '' }: PayloadJson): Payload {
  const bytes = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')] as const);
  return { metadata: Object.fromEntries(bytes), data: Buffer.from(data, 'base64') };
}

export function payloadJson({ metadata, data }: Payload): PayloadJson {
  const texts = Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)] as const);
  return { metadata: Object.fromEntries(texts), ...(data?.length && { data: base64(data) }) };
}

/**
 * What was read from JSON, with every payload in it decoded.
 *
 * @param show - what stands in a payload's place; left out: the payload, as a replay needs it.
 */
export async function decodeIn(value: unknown, codec: PayloadCodec, show: (payload: Payload) => unknown = payloadJson): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value;
  if (isPayloadJson(value)) {
    const [decoded] = await codec.decode([payloadOf(value)]);
    return decoded && show(decoded);
  }
  if (Array.isArray(value)) return await Promise.all(value.map((item: unknown) => decodeIn(item, codec, show)));
  const entries = Object.entries(value).map(async ([key, part]: [string, unknown]) => [key, await decodeIn(part, codec, show)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** What a payload says, for a person. */
export function plainValue(payload: Payload): unknown {
  const isPlain = /^(?:json\/plain|binary\/null)$/.test(Buffer.from(payload.metadata?.['encoding'] ?? []).toString());
  return isPlain ? (defaultPayloadConverter.fromPayload(payload) ?? null) : payloadJson(payload);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function isPayloadJson(value: object): value is PayloadJson {
  if (!('metadata' in value) || typeof value.metadata !== 'object' || value.metadata === null) return false;
  if ('data' in value && typeof value.data !== 'string') return false;
  return 'encoding' in value.metadata && Object.values(value.metadata).every((text) => typeof text === 'string');
}
