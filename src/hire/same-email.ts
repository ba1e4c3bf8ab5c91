/**
 * A form in which two spellings of one address are equal: spaces around it, case, and whether accented letters are composed do not count.
 * For comparing only; nobody should read it, and nothing is sent to it.
 */
export function foldEmail(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

/** True when both are the same address but for spelling. No address equals none. */
export function sameEmail(one: string, other: string): boolean {
  const address = foldEmail(one);
  return address !== '' && address === foldEmail(other);
}
